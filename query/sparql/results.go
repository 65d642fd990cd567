package sparql

import (
	"bufio"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/jsontext"
)

// ResultFormat is a format of the W3C's for the rows of a SELECT and the answer of an ASK.
type ResultFormat uint8

// The formats. CSV keeps no types: an IRI and a text that looks like it are the same there. TSV writes terms as SPARQL does.
const (
	JSON ResultFormat = iota // SPARQL 1.1 Query Results JSON Format
	XML                      // SPARQL Query Results XML Format
	CSV                      // SPARQL 1.1 Query Results CSV and TSV Formats
	TSV
)

// ParseResultFormat finds a format by its name or its media type.
func ParseResultFormat(name string) (ResultFormat, error) {
	for f := JSON; f <= TSV; f++ {
		if strings.EqualFold(name, f.String()) || strings.EqualFold(name, f.MediaType()) {
			return f, nil
		}
	}
	return 0, fmt.Errorf("sparql: there is no format of results %q; there are json, xml, csv and tsv", name)
}

func (f ResultFormat) String() string {
	if int(f) >= 4 {
		return "unknown"
	}
	return [...]string{"json", "xml", "csv", "tsv"}[f]
}

// MediaType is the format's name in HTTP.
func (f ResultFormat) MediaType() string {
	if int(f) >= 4 {
		return ""
	}
	return [...]string{"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}[f]
}

// WriteResults writes rows as they come. Columns are those of the first row; without rows there are none: give
// [WriteVars] the names. An error of the rows' ends the document where it is: it never looks whole.
func WriteResults(ctx context.Context, w io.Writer, f ResultFormat, rows iter.Seq2[Row, error]) error {
	return write(ctx, w, f, nil, rows)
}

// WriteVars is WriteResults for a query whose columns are known ([Query.Vars]), so that they are written without rows too.
func WriteVars(ctx context.Context, w io.Writer, f ResultFormat, vars []string, rows iter.Seq2[Row, error]) error {
	if vars == nil {
		vars = []string{}
	}
	return write(ctx, w, f, vars, rows)
}

// WriteBoolean writes the answer of an ASK. CSV and TSV have no form for it by the standard; they get the word alone.
func WriteBoolean(w io.Writer, f ResultFormat, answer bool) error {
	form, ok := map[ResultFormat]string{
		JSON: `{"head":{},"boolean":%t}` + "\n",
		XML:  xml.Header + `<sparql xmlns="` + resultsNS + `"><head/><boolean>%t</boolean></sparql>` + "\n",
		CSV:  "%t\r\n", TSV: "%t\n",
	}[f]
	if !ok {
		return errFormat(f)
	}
	if w == nil {
		return errNothing
	}
	_, err := fmt.Fprintf(w, form, answer)
	return err
}

const resultsNS = "http://www.w3.org/2005/sparql-results#"

var errNothing = errors.New("sparql: results need a context, rows and a writer, none of them nil")

func errFormat(f ResultFormat) error {
	return fmt.Errorf("sparql: there is no format of results number %d", f)
}

// shape writes one format.
type shape struct {
	head func(dst []byte, vars []string) []byte
	row  func(dst []byte, r Row, first bool) []byte
	end  string
}

func shapeOf(f ResultFormat) (shape, bool) {
	switch f {
	case JSON:
		return shape{headJSON, rowJSON, "\n]}}\n"}, true
	case XML:
		return shape{headXML, rowXML, "</results>\n</sparql>\n"}, true
	case CSV:
		return shape{headCSV, rowCSV, ""}, true
	case TSV:
		return shape{headTSV, rowTSV, ""}, true
	}
	return shape{}, false
}

func write(ctx context.Context, w io.Writer, f ResultFormat, vars []string, rows iter.Seq2[Row, error]) error {
	if ctx == nil || w == nil || rows == nil {
		return errNothing
	}
	s, ok := shapeOf(f)
	if !ok {
		return errFormat(f)
	}
	out := bufio.NewWriterSize(w, 32<<10)
	var line []byte
	n := 0
	begin := func(names []string) error {
		_, err := out.Write(s.head(nil, names))
		return err
	}
	if vars != nil {
		if err := begin(vars); err != nil {
			return err
		}
	}
	for r, err := range rows {
		if err == nil && n&1023 == 0 {
			err = ctx.Err()
		}
		if err == nil && n == 0 && vars == nil {
			err = begin(r.Vars())
		}
		if err == nil {
			line = s.row(line[:0], r, n == 0)
			_, err = out.Write(line)
		}
		if err != nil {
			_ = out.Flush() // what came before it
			return err
		}
		n++
	}
	if err := ctx.Err(); err != nil {
		_ = out.Flush()
		return err
	}
	if n == 0 && vars == nil {
		if err := begin(nil); err != nil {
			return err
		}
	}
	if _, err := out.WriteString(s.end); err != nil {
		return err
	}
	return out.Flush()
}

// each calls f with the bound columns.
func (r Row) each(f func(name string, t term.Term)) {
	names := r.names()
	for i, name := range names {
		if t := r.term(i); t.Kind != term.None {
			f(name, t)
		}
	}
}

func (r Row) names() []string {
	switch {
	case r.kept != nil:
		return r.kept.names
	case r.run == nil:
		return nil
	}
	return r.run.names()
}

func headJSON(dst []byte, vars []string) []byte {
	if vars == nil {
		vars = []string{}
	}
	names, _ := json.Marshal(vars)
	return append(append(append(dst, `{"head":{"vars":`...), names...), `},"results":{"bindings":[`...)
}

func rowJSON(dst []byte, r Row, first bool) []byte {
	if !first {
		dst = append(dst, ',')
	}
	return r.appendJSON(append(dst, '\n'))
}

func (r Row) appendJSON(dst []byte) []byte {
	dst = append(dst, '{')
	first := true
	r.each(func(name string, t term.Term) {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(jsontext.AppendString(dst, name), `:{"type":`...)
		switch t.Kind {
		case term.IRI:
			dst = append(dst, `"uri"`...)
		case term.Blank:
			dst = append(dst, `"bnode"`...)
		default:
			dst = append(dst, `"literal"`...)
		}
		dst = jsontext.AppendString(append(dst, `,"value":`...), t.Text)
		if t.Lang != "" {
			dst = jsontext.AppendString(append(dst, `,"xml:lang":`...), t.Lang)
		}
		if t.Datatype != "" {
			dst = jsontext.AppendString(append(dst, `,"datatype":`...), t.Datatype)
		}
		dst = append(dst, '}')
	})
	return append(dst, '}')
}
