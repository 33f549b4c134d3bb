"""Programs of other times: what ops and attributes of older versions, and of the dialects MHLO and VHLO, are today.

Facts about names and attributes only, on the data of programs: text and portable artifacts take them from here.
`names` says what an operation of another name is, `operations` brings attributes up to date, `vhlo` unfolds those of
versioned operations.
"""
