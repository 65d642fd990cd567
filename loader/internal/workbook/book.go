package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"talentgraph.example/loader/internal/xml"
	"talentgraph.example/loader/syntax"
)

// Book is an opened workbook.
type Book struct {
	options *syntax.Options
	parts   map[string]*zip.File
	sheets  []sheet
	since04 bool // days are counted since 1904
	texts   []string
	formats []format // of cells, by their number
}

type sheet struct {
	name, part string
	hidden     bool
}

// Open reads what a workbook's sheets share. The error is the context's, a limit, or says what is wrong with the archive.
func Open(r io.Reader, options *syntax.Options) (*Book, error) {
	packed, err := io.ReadAll(io.LimitReader(r, int64(options.MaxDocument)+1))
	switch {
	case err != nil:
		return nil, err
	case len(packed) > options.MaxDocument:
		return nil, syntax.OverLimit("length of a workbook in bytes", options.MaxDocument, "WithMaxDocument")
	}
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, fmt.Errorf("the workbook is no zip archive, or a damaged one: %w", err)
	}
	b := &Book{options: options, parts: map[string]*zip.File{}}
	for _, f := range archive.File {
		b.parts[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	main := "xl/workbook.xml"
	if b.parts[main] == nil {
		if b.parts["content.xml"] != nil {
			return nil, errors.New("it is an OpenDocument file (.ods); save it as .xlsx or as CSV")
		}
		if b.parts["xl/workbook.bin"] != nil {
			return nil, errors.New("it is a binary workbook (.xlsb); save it as .xlsx or as CSV")
		}
		return nil, errors.New("it is a zip archive, but no workbook; unpack it, and load the files that are in it")
	}
	return b, errors.Join(b.readSheets(main), b.readTexts(), b.readFormats())
}

// Sheets lists the names of the sheets in their order.
func (b *Book) Sheets() []string {
	var names []string
	for _, s := range b.sheets {
		names = append(names, s.name)
	}
	return names
}

// Shown lists the names of the sheets that a program shows, or of all if there is none.
func (b *Book) Shown() []string {
	var names []string
	for _, s := range b.sheets {
		if !s.hidden {
			names = append(names, s.name)
		}
	}
	if len(names) == 0 {
		return b.Sheets()
	}
	return names
}

// open unpacks a part.
func (b *Book) open(name string) (io.ReadCloser, error) {
	f := b.parts[strings.ToLower(name)]
	if f == nil {
		return nil, fmt.Errorf("the workbook is damaged: it has no %q", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("the workbook is damaged: %q: %w", name, err)
	}
	most := 16 * int64(b.options.MaxDocument)
	return &limited{ReadCloser: r, left: most, most: most, options: b.options}, nil
}

// limited reads no more than it may.
type limited struct {
	io.ReadCloser
	left, most int64
	options    *syntax.Options
}

func (l *limited) Read(p []byte) (int, error) {
	if err := l.options.Err(); err != nil {
		return 0, err
	}
	n, err := l.ReadCloser.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, syntax.OverLimit("length in bytes of a part of a workbook, unpacked", int(l.most/16), "WithMaxDocument")
	}
	return n, err
}

// each goes over the elements of a part: begin is called for each start tag, end for each end tag with the text within it.
func (b *Book) each(part string, begin func(name string, attribute func(string) string), end func(name, text string) error) error {
	in, err := b.open(part)
	if err != nil {
		return err
	}
	defer in.Close()
	s := xml.NewScanner(in, b.options)
	var text []byte
	for {
		kind, err := s.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return b.damaged(part, err)
		case kind == xml.Start:
			text = text[:0]
			begin(s.Name.Local, func(name string) string { return attribute(s, name) })
		case kind == xml.Text:
			if text = append(text, s.Text...); len(text) > b.options.MaxLiteral {
				return syntax.OverLimit("length of a cell in bytes", b.options.MaxLiteral, "WithMaxLiteral")
			}
		case kind == xml.End:
			if err := end(s.Name.Local, string(text)); err != nil {
				return err
			}
			text = text[:0]
		}
	}
}

func (b *Book) damaged(part string, err error) error {
	var wrong *syntax.Error
	if errors.As(err, &wrong) {
		place := *wrong
		place.File = part
		return fmt.Errorf("the workbook is damaged: %w", &place)
	}
	return err
}

func attribute(s *xml.Scanner, name string) string {
	for i := range s.Attributes {
		if s.Attributes[i].Name.Local == name {
			return string(s.Attributes[i].Value)
		}
	}
	return ""
}

// readSheets reads the names of the sheets and the parts that they are in.
func (b *Book) readSheets(main string) error {
	targets := map[string]string{}
	none := func(string, string) error { return nil }
	relations := path.Join(path.Dir(main), "_rels", path.Base(main)+".rels")
	err := b.each(relations, func(name string, attribute func(string) string) {
		if name == "Relationship" && len(targets) < b.options.MaxPrefixes {
			target := attribute("Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(path.Dir(main), target)
			}
			targets[attribute("Id")] = strings.TrimPrefix(target, "/")
		}
	}, none)
	if err != nil {
		return err
	}
	err = b.each(main, func(name string, attribute func(string) string) {
		switch name {
		case "workbookPr":
			b.since04 = slices.Contains([]string{"1", "true"}, attribute("date1904"))
		case "sheet":
			if len(b.sheets) == b.options.MaxPrefixes {
				return
			}
			b.sheets = append(b.sheets, sheet{attribute("name"), targets[attribute("id")], attribute("state") != "" && attribute("state") != "visible"})
		}
	}, none)
	if err == nil && len(b.sheets) == 0 {
		err = errors.New("the workbook has no sheet")
	}
	return err
}

// readTexts reads the texts that cells share. How their pieces look, and how they are pronounced, is passed over.
func (b *Book) readTexts() error {
	const part = "xl/sharedStrings.xml"
	if b.parts[strings.ToLower(part)] == nil {
		return nil
	}
	var whole strings.Builder
	size, spoken := 0, false
	return b.each(part, func(name string, _ func(string) string) {
		switch name {
		case "si":
			whole.Reset()
		case "rPh":
			spoken = true
		}
	}, func(name, text string) error {
		switch name {
		case "t":
			if !spoken {
				whole.WriteString(text)
			}
		case "rPh":
			spoken = false
		case "si":
			if size += whole.Len() + 16; size > b.options.MaxDocument {
				return syntax.OverLimit("length in bytes of a workbook's texts", b.options.MaxDocument, "WithMaxDocument")
			}
			b.texts = append(b.texts, plain(whole.String()))
		}
		return nil
	})
}
