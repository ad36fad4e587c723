// CRC-32 and Adler-32 of a text.
function crc(s) {
  c = 0xffffffff
  for (i = 0; i < strlen(s); i++) { c ^= stringat(s, i)  for (k = 0; k < 8; k++) c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1 }
  return c ^ 0xffffffff
}
function adler(s) { a = 1  for (i = 0; i < strlen(s); i++) { a = (a + stringat(s, i)) % 65521  b = (b + a) % 65521 }  return b << 16 | a }
probe begin { printf("%08x %08x %08x\n", crc("123456789"), adler("Wikipedia"), crc(""))  exit() }
