package loader

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/csv"
	"talentgraph.example/loader/internal/xml"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
)

var errUnknown = errors.New("its format is not known by its content")

// sniff tells a format by the beginning of a file. N-Triples looks like N-Quads, and Turtle like TriG; of
// each pair the wider one is taken. An empty file is N-Quads.
func sniff(head []byte) (Format, error) {
	whole := len(head) < headSize
	text := withoutSpace(head)
	switch {
	case len(text) == 0:
		return NQuads, nil
	case looksLikeHTML(text):
		return JSONLD, nil
	case looksLikeRDFXML(head):
		return RDFXML, nil
	case bytes.HasPrefix(text, []byte("<?xml")):
		return 0, errors.New("it is XML, but not RDF/XML, and no other XML is among the formats")
	case isZip(head):
		return XLSX, nil
	case isOldOffice(head):
		return 0, errOldOffice
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		if csv.Sniff(head) {
			return CSV, nil
		}
		return 0, errors.New("it is UTF-16; save it as UTF-8")
	}
	if looksLikeJSON(text) {
		return JSONLD, nil
	}
	if directive(text) {
		return TriG, nil
	}
	if csv.Sniff(head) {
		return CSV, nil
	}
	lines, wrongLines := countLines(head, whole)
	if wrongLines == 0 {
		return NQuads, nil // of comments alone, too
	}
	// Where something is wrong, the reader of what fits best says so.
	statements, ok := readTriG(head, whole)
	switch {
	case ok && statements > 0:
		return TriG, nil
	case lines > wrongLines:
		return NQuads, nil
	case statements > 0:
		return TriG, nil
	}
	return 0, errUnknown
}

// isZip tells a zip archive, as workbooks are.
func isZip(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }

// isOldOffice tells a file of the kind that workbooks and documents were before they were zip archives.
func isOldOffice(head []byte) bool {
	return bytes.HasPrefix(head, []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1})
}

var errOldOffice = errors.New("it is an old workbook (.xls) or document; save it as .xlsx or as CSV")

// oldOffice says what such a file is. Workbooks that have a password are of that kind, too.
func oldOffice(name string) error {
	if strings.HasPrefix(strings.ToLower(path.Ext(name)), ".xls") && len(path.Ext(name)) > len(".xls") {
		return errors.New("it is a workbook with a password, or an old one (.xls) by another name; save it as .xlsx without a password, or as CSV")
	}
	return errOldOffice
}

// foreignSheet says what a text is that is named as a workbook, if it is one of the kinds that spreadsheet programs open as well. It
// is nil for all others.
func foreignSheet(head []byte) error {
	text := bytes.ToLower(withoutSpace(head))
	kind := ""
	switch {
	case looksLikeHTML(text), bytes.HasPrefix(text, []byte("<")) && bytes.Contains(text, []byte("<table")):
		kind = "an HTML page"
	case bytes.Contains(text, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		kind = "a workbook in the XML of 2003"
	case bytes.HasPrefix(text, []byte("mime-version:")):
		kind = "a web archive"
	default:
		return nil
	}
	return fmt.Errorf("it is %s, named as a workbook; open it in a spreadsheet program, and save it as .xlsx or as CSV", kind)
}

// withoutSpace takes a byte order mark and space away.
func withoutSpace(head []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\uFEFF")))
}

// looksLikeHTML tells HTML, and XHTML, from other XML.
func looksLikeHTML(text []byte) bool {
	return regexp.MustCompile(`(?is)\A(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!doctype\s+html|<html)`).Match(text)
}

// looksLikeRDFXML tells whether the document's element is rdf:RDF or declares a prefix for rdf's namespace. What is
// wrong before that is the reader's to say.
func looksLikeRDFXML(head []byte) bool {
	s := xml.NewScanner(bytes.NewReader(head), syntax.NewOptions())
	for {
		switch kind, err := s.Next(); {
		case err != nil:
			return beginsRDF(head)
		case kind == xml.Start:
			return slices.Contains(slices.Collect(maps.Values(s.Prefixes())), term.RDF)
		}
	}
}

// beginsRDF finds the tag rdf:RDF behind nothing but what can come before it, in a document with something wrong.
func beginsRDF(head []byte) bool {
	const before = `\x{FEFF}|\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>`
	return regexp.MustCompile(`(?s)\A(` + before + `)*<rdf:RDF[\s>/]`).Match(head)
}

// looksLikeJSON tells JSON from TriG, which may begin with a bracket, too: but not with one that a key, another
// bracket or the end of an object follows.
func looksLikeJSON(text []byte) bool {
	return regexp.MustCompile(`\A(\{\s*("|\}\s*\z)|\[\s*(\{|"|\]\s*\z))`).Match(text)
}

// countLines reads the whole lines as N-Quads, and counts those with a quad and those that are wrong.
func countLines(head []byte, whole bool) (lines, wrong int) {
	if end := bytes.LastIndexByte(head, '\n'); !whole && end >= 0 {
		head = head[:end+1]
	}
	r := nquads.NewBytesReader(head, syntax.WithLenient(func(*syntax.Error) error {
		lines++
		wrong++
		return nil
	}))
	var q syntax.Quad
	for r.Next(&q) == nil {
		lines++
	}
	return lines, wrong
}

// readTriG counts the statements of a beginning. It is ok if nothing is wrong but that it breaks off.
func readTriG(head []byte, whole bool) (statements int, ok bool) {
	r := trig.NewReader(bytes.NewReader(head), syntax.WithBase("https://talentgraph.example/"))
	var q syntax.Quad
	for {
		err := r.Next(&q)
		var wrong *syntax.Error
		switch {
		case err == nil:
			statements++
		case err == io.EOF:
			return statements, true
		case !whole && errors.As(err, &wrong):
			return statements, wrong.Line >= bytes.Count(head, []byte("\n"))
		default:
			return statements, false
		}
	}
}

// directive tells whether a text begins as only Turtle and TriG do.
func directive(text []byte) bool {
	return regexp.MustCompile(`(?im)\A(#.*\s+)*(@prefix|@base|prefix|base)\s`).Match(text)
}
