// A backend made of a command that does one thing: it negates a tensor of f32. Everything else is unsupported.
//
//     c++ -std=c++17 -O2 -o negate negate.cpp
//     stablehlo-conform run --backend command:./negate --select 'op:negate and element:f32'

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

constexpr int kUnsupported = 3;

std::string read(const char *name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Where the elements of a file in numpy's format begin: after the magic, the version, and a header with its length.
size_t elements_at(const std::string &file) {
  const auto byte = [&](size_t place) { return static_cast<uint8_t>(file.at(place)); };
  const bool first_version = byte(6) == 1;
  const size_t length = first_version ? byte(8) | byte(9) << 8
                                      : byte(8) | byte(9) << 8 | byte(10) << 16 | size_t{byte(11)} << 24;
  return (first_version ? 10 : 12) + length;
}

size_t count(const std::string &text, const std::string &part) {
  size_t found = 0;
  for (size_t place = text.find(part); place != std::string::npos; place = text.find(part, place + 1)) ++found;
  return found;
}

} // namespace

int main(int argc, char **argv) {
  if (argc > 1 && std::strcmp(argv[1], "--version") == 0) {
    std::cout << "negate 1.0\n";
    return 0;
  }
  const std::string program = read("module.mlir");
  if (count(program, "stablehlo.") != 1 || count(program, "stablehlo.negate") != 1 ||
      std::strcmp(std::getenv("STABLEHLO_INPUTS"), "1") != 0) {
    std::cerr << "only negate is supported\n";
    return kUnsupported;
  }
  std::string tensor = read("in0.npy");
  if (tensor.find("'<f4'") == std::string::npos) {
    std::cerr << "only f32 is supported\n";
    return kUnsupported;
  }
  for (size_t place = elements_at(tensor); place + 4 <= tensor.size(); place += 4)
    tensor[place + 3] ^= static_cast<char>(0x80); // the sign of a little-endian f32
  std::ofstream("out0.npy", std::ios::binary) << tensor; // type and shape are those of the input
  return 0;
}
