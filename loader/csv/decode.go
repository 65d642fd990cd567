package csv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// headSize is how much of a file is looked at to tell its encoding and its headings, in bytes.
const headSize = 64 << 10

// encodings are those that tables are read in, beside UTF-8, by their names.
func encodings() map[string]encoding.Encoding {
	return map[string]encoding.Encoding{
		"GB18030":      simplifiedchinese.GB18030,
		"Big5":         traditionalchinese.Big5,
		"UTF-16LE":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16BE":     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"UTF-16":       unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"Windows-1252": charmap.Windows1252,
	}
}

// CheckEncoding tells whether tables can be read in an encoding: utf-8, gbk, gb2312, gb18030, big5, utf-16, utf-16le,
// utf-16be or windows-1252, in any case.
func CheckEncoding(name string) error {
	_, err := encodingNamed(name)
	return err
}

// encodingNamed gives an encoding's usual name. GB18030 has all of GBK, which has all of GB2312.
func encodingNamed(name string) (string, error) {
	plain := strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
	switch plain {
	case "utf8":
		return "UTF-8", nil
	case "gbk", "gb2312", "cp936":
		return "GB18030", nil
	case "latin1", "iso88591", "cp1252":
		return "Windows-1252", nil
	}
	for known := range encodings() {
		if strings.ReplaceAll(strings.ToLower(known), "-", "") == plain {
			return known, nil
		}
	}
	return "", fmt.Errorf("there is no encoding %.60q; use one of utf-8, gbk, gb18030, big5, utf-16, utf-16le, utf-16be and windows-1252", name)
}

// decoded is a text file as UTF-8.
type decoded struct {
	io.Reader
	encoding string // empty for UTF-8
	guessed  bool
}

// decode gives a file as UTF-8: in the encoding that is given, else by its byte order mark, else as UTF-8 if its beginning
// is, else in the one that its beginning looks like.
func decode(r io.Reader, given string) (decoded, error) {
	head := make([]byte, headSize)
	n, err := io.ReadFull(r, head)
	head = head[:n]
	rest := r
	if err != nil {
		if err == io.ErrUnexpectedEOF {
			err = io.EOF
		}
		rest = failing{err}
	}
	whole := err == io.EOF
	d := decoded{Reader: io.MultiReader(bytes.NewReader(head), rest)}
	switch {
	case given != "":
		if d.encoding, err = encodingNamed(given); err != nil {
			return d, err
		}
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		d.encoding = "UTF-16LE"
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		d.encoding = "UTF-16BE"
	default:
		d.encoding = guessEncoding(head, whole)
		d.guessed = d.encoding != ""
	}
	if d.encoding == "UTF-8" {
		d.encoding = ""
	}
	if e := encodings()[d.encoding]; e != nil {
		d.Reader = transform.NewReader(d.Reader, e.NewDecoder())
	}
	return d, nil
}

// failing gives an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// guessEncoding gives the encoding that a text looks like; empty for UTF-8, and if it looks like none.
func guessEncoding(head []byte, whole bool) string {
	zeros := bytes.Count(head, []byte{0})
	if zeros <= len(head)/4 && validUTF8(head, whole) {
		return "" // a few zeros are slips, which are told where they stand
	}
	if zeros > 0 {
		return guessUTF16(head)
	}
	simplified, okS := shareOfCommon(head, whole, 0xb0, 0xd7, false)
	traditional, okT := shareOfCommon(head, whole, 0xa4, 0xc6, true)
	switch {
	case okS && (!okT || simplified >= traditional):
		return "GB18030"
	case okT:
		return "Big5"
	}
	return ""
}

// validUTF8 passes over a character that is cut off at the end.
func validUTF8(head []byte, whole bool) bool {
	if !whole {
		for i := 1; i < utf8.UTFMax && i <= len(head); i++ {
			if b := head[len(head)-i]; b >= 0xc0 {
				head = head[:len(head)-i]
				break
			} else if b < 0x80 {
				break
			}
		}
	}
	return utf8.Valid(head)
}

// guessUTF16 tells by the zeros which byte of two comes first.
func guessUTF16(head []byte) string {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch {
	case zeros[1] > 4*zeros[0]:
		return "UTF-16LE"
	case zeros[0] > 4*zeros[1]:
		return "UTF-16BE"
	}
	return ""
}

// shareOfCommon gives the share of characters of two bytes that are common ones: in both encodings those are the ones whose
// first byte is in a range, as signs are below it. It is false for what is no such text. Only Big5 has common characters
// whose second byte is below 0x80.
func shareOfCommon(head []byte, whole bool, first, last byte, low bool) (share float64, ok bool) {
	common, all := 0, 0
	for i := 0; i < len(head); i++ {
		b := head[i]
		if b < 0x80 {
			continue
		}
		if i+1 == len(head) {
			return share, !whole && all > 0
		}
		next := head[i+1]
		switch {
		case b == 0x80 || b == 0xff || next == 0xff || next == 0x7f:
			return 0, false
		case !low && next >= 0x30 && next <= 0x39 && i+3 < len(head): // four bytes of GB18030
			i += 3
			all++
			continue
		case next < 0x40, low && next >= 0x7f && next < 0xa1, low && (b < 0xa1 || b > 0xf9):
			return 0, false
		}
		i++
		all++
		isCommon := b >= first && b <= last || b >= 0xa1 && b <= 0xa3
		if isCommon && (low || next >= 0xa1) {
			common++
		}
		share = float64(common) / float64(all)
	}
	return share, all > 0
}

// errNotText says what to do about text that is not in the encoding it is read in.
func errNotText(encoding string) error {
	if encoding == "" {
		return errors.New("the text is not UTF-8; say what it is (loader.WithEncoding), such as gbk or big5, or save the table as \"CSV UTF-8\"")
	}
	return fmt.Errorf("the text is not %s, or damaged; say what it is (loader.WithEncoding)", encoding)
}
