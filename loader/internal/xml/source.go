package xml

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"talentgraph.example/loader/internal/trust"
)

// declarationSize is how far an XML declaration is looked for to learn the encoding.
const declarationSize = 1024

// declaredEncoding finds the encoding in an XML declaration. That the declaration is well formed is looked at later.
var declaredEncoding = regexp.MustCompile(`^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']`)

// decode gives the document as UTF-8, and the name of its encoding. A byte that the encoding does not have becomes
// one that is not UTF-8, so that whoever reads knows its place.
func decode(r io.Reader) (utf8Reader io.Reader, encoding string, err error) {
	in := bufio.NewReaderSize(trust.Reader{R: r}, declarationSize)
	first, err := in.Peek(4)
	if err != nil && err != io.EOF {
		return nil, "", err
	}
	switch {
	case bytes.HasPrefix(first, []byte{0xFE, 0xFF}), bytes.HasPrefix(first, []byte{0, '<', 0, '?'}):
		return newDecoder(in, decodeUTF16(true)), "UTF-16", nil
	case bytes.HasPrefix(first, []byte{0xFF, 0xFE}), bytes.HasPrefix(first, []byte{'<', 0, '?', 0}):
		return newDecoder(in, decodeUTF16(false)), "UTF-16", nil
	case !bytes.HasPrefix(first, []byte("<?xm")):
		return in, utf8Name, nil
	}
	name := utf8Name
	for n := len(first); n <= declarationSize; n++ {
		head, err := in.Peek(n)
		if m := declaredEncoding.FindSubmatch(head); m != nil {
			name = string(m[1])
			break
		}
		if err != nil || head[n-1] == '>' {
			break // what is wrong with the stream comes again
		}
	}
	switch strings.ToUpper(name) {
	case utf8Name:
		return in, utf8Name, nil
	case "US-ASCII", "ASCII":
		return newDecoder(in, decodeBytes(nil)), name, nil
	}
	if m := charset(name); m != nil {
		return newDecoder(in, decodeBytes(m)), name, nil
	}
	if strings.HasPrefix(strings.ToUpper(name), "UTF-16") {
		return nil, "", unknownEncoding("the declaration says " + name + ", but the file does not begin as such a file does; convert it to UTF-8, and declare that")
	}
	return nil, "", unknownEncoding("the encoding " + name + " is not among those that are read (UTF-8, UTF-16, US-ASCII, ISO-8859-x, windows-125x, KOI8-R, KOI8-U); convert the file to UTF-8, and declare that")
}

// unknownEncoding says why the document's encoding cannot be read.
type unknownEncoding string

func (e unknownEncoding) Error() string { return string(e) }

const utf8Name = "UTF-8"

// charset finds an encoding of one byte a character by its name.
func charset(name string) *charmap.Charmap {
	fold := strings.NewReplacer("-", "", "_", "", " ", "", "WINDOWS", "CP").Replace(strings.ToUpper(name))
	switch fold {
	case "LATIN1":
		return charmap.ISO8859_1
	case "LATIN9":
		return charmap.ISO8859_15
	}
	for _, e := range charmap.All {
		m, ok := e.(*charmap.Charmap)
		if ok && fold == strings.NewReplacer("-", "", " ", "", "WINDOWS", "CP").Replace(strings.ToUpper(m.String())) {
			return m
		}
	}
	return nil
}

// notUTF8 stands for what is wrong in the encoding.
const notUTF8 = 0xFF

// decoder makes UTF-8 of another encoding.
type decoder struct {
	r io.Reader
	// decode appends what src stands for to dst, and gives how much of it was taken; at the end all is.
	decode  func(dst, src []byte, end bool) ([]byte, int)
	in, out []byte
	given   int // of out
	err     error
}

func newDecoder(r io.Reader, decode func(dst, src []byte, end bool) ([]byte, int)) *decoder {
	return &decoder{r: r, decode: decode, in: make([]byte, 0, 4096)}
}

func (d *decoder) Read(p []byte) (int, error) {
	for d.given == len(d.out) {
		if d.err != nil {
			return 0, d.err
		}
		n, err := d.r.Read(d.in[len(d.in):cap(d.in)])
		d.in, d.err = d.in[:len(d.in)+n], err
		var taken int
		d.out, taken = d.decode(d.out[:0], d.in, err == io.EOF)
		d.given = 0
		d.in = d.in[:copy(d.in, d.in[taken:])]
	}
	n := copy(p, d.out[d.given:])
	d.given += n
	return n, nil
}

// decodeBytes decodes one byte at a time; without a charset only ASCII.
func decodeBytes(m *charmap.Charmap) func(dst, src []byte, end bool) ([]byte, int) {
	var table [256]rune
	for i := range table {
		table[i] = utf8.RuneError
		if i < utf8.RuneSelf {
			table[i] = rune(i)
		} else if m != nil {
			table[i] = m.DecodeByte(byte(i))
		}
	}
	return func(dst, src []byte, _ bool) ([]byte, int) {
		for _, c := range src {
			if table[c] == utf8.RuneError {
				dst = append(dst, notUTF8)
			} else {
				dst = utf8.AppendRune(dst, table[c])
			}
		}
		return dst, len(src)
	}
}

func decodeUTF16(bigEndian bool) func(dst, src []byte, end bool) ([]byte, int) {
	unit := func(b []byte) rune {
		if bigEndian {
			return rune(b[0])<<8 | rune(b[1])
		}
		return rune(b[1])<<8 | rune(b[0])
	}
	return func(dst, src []byte, end bool) ([]byte, int) {
		i := 0
		for ; i+2 <= len(src); i += 2 {
			r := unit(src[i:])
			if !utf16.IsSurrogate(r) {
				dst = utf8.AppendRune(dst, r)
				continue
			}
			if i+4 > len(src) {
				break
			}
			if r = utf16.DecodeRune(r, unit(src[i+2:])); r == utf8.RuneError {
				dst = append(dst, notUTF8)
				continue
			}
			dst = utf8.AppendRune(dst, r)
			i += 2
		}
		if end && i < len(src) {
			dst, i = append(dst, notUTF8), len(src)
		}
		return dst, i
	}
}
