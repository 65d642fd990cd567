package suite

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// Result is the answer of a query: rows, a graph as rows of s, p and o, or a truth value.
type Result struct {
	Vars    []string
	Rows    []map[string]term.Term
	Boolean *bool
	Ordered bool
	Text    bool // cells are texts without kinds, as in CSV
}

// Graph makes rows of quads.
func GraphOf(quads []quad.Quad) Result {
	r := Result{Vars: []string{"s", "p", "o", "g"}}
	for _, q := range quads {
		row := map[string]term.Term{}
		for i, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if t, err := term.Of(v); err == nil && t.Kind != term.None {
				row[r.Vars[i]] = t
			}
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

// ReadResult reads a file of results in any of the suites' formats. isGraph says that the query gives triples.
func ReadResult(read Read, file string, isGraph bool) (Result, error) {
	switch filepath.Ext(file) {
	case ".srx":
		return readXML(file)
	case ".srj":
		return readJSON(file)
	case ".csv", ".tsv":
		return readTable(file)
	}
	quads, err := read(file, Base(file))
	if err != nil || isGraph {
		return GraphOf(quads), err
	}
	return resultSet(quads), nil
}

const rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

// resultSet reads a result that is written as RDF.
func resultSet(quads []quad.Quad) (r Result) {
	g := triples{}
	var set quad.Value
	for _, q := range quads {
		if g[q.Subject] == nil {
			g[q.Subject] = map[string][]quad.Value{}
		}
		p := string(q.Predicate.(quad.IRI))
		g[q.Subject][p] = append(g[q.Subject][p], q.Object)
		if q.Object == quad.IRI(rs+"ResultSet") {
			set = q.Subject
		}
	}
	if truth := g.one(set, rs+"boolean"); truth != nil {
		b := truth == quad.Bool(true)
		r.Boolean = &b
		return r
	}
	for _, v := range g.all(set, rs+"resultVariable") {
		r.Vars = append(r.Vars, string(v.(quad.String)))
	}
	solutions := slices.Clone(g.all(set, rs+"solution"))
	index := func(s quad.Value) int64 {
		n, _ := g.one(s, rs+"index").(quad.Int)
		return int64(n)
	}
	slices.SortStableFunc(solutions, func(a, b quad.Value) int { return int(index(a) - index(b)) })
	for _, s := range solutions {
		r.Ordered = r.Ordered || index(s) > 0
		row := map[string]term.Term{}
		for _, b := range g.all(s, rs+"binding") {
			t, _ := term.Of(g.one(b, rs+"value"))
			row[string(g.one(b, rs+"variable").(quad.String))] = t
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

func readXML(file string) (r Result, err error) {
	var doc struct {
		Variables []struct {
			Name string `xml:"name,attr"`
		} `xml:"head>variable"`
		Boolean *bool `xml:"boolean"`
		Results []struct {
			Bindings []struct {
				Name    string  `xml:"name,attr"`
				URI     *string `xml:"uri"`
				Blank   *string `xml:"bnode"`
				Literal *struct {
					Lang     string `xml:"lang,attr"`
					Datatype string `xml:"datatype,attr"`
					Text     string `xml:",chardata"`
				} `xml:"literal"`
			} `xml:"binding"`
		} `xml:"results>result"`
	}
	text, err := os.ReadFile(file)
	if err == nil {
		err = xml.Unmarshal(text, &doc)
	}
	r.Boolean = doc.Boolean
	for _, v := range doc.Variables {
		r.Vars = append(r.Vars, v.Name)
	}
	for _, result := range doc.Results {
		row := map[string]term.Term{}
		for _, b := range result.Bindings {
			switch {
			case b.URI != nil:
				row[b.Name] = term.Term{Kind: term.IRI, Text: *b.URI}
			case b.Blank != nil:
				row[b.Name] = term.Term{Kind: term.Blank, Text: *b.Blank}
			case b.Literal != nil:
				row[b.Name] = literal(b.Literal.Text, b.Literal.Lang, b.Literal.Datatype)
			}
		}
		r.Rows = append(r.Rows, row)
	}
	return r, err
}

func literal(text, lang, datatype string) term.Term {
	if datatype == term.XSD+"string" {
		datatype = ""
	}
	return term.Term{Kind: term.Literal, Text: text, Lang: lang, Datatype: datatype}
}

func readJSON(file string) (r Result, err error) {
	var doc struct {
		Head    struct{ Vars []string }
		Boolean *bool
		Results struct {
			Bindings []map[string]struct {
				Type, Value, Datatype string
				Lang                  string `json:"xml:lang"`
			}
		}
	}
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, &doc)
	}
	r.Vars, r.Boolean = doc.Head.Vars, doc.Boolean
	for _, b := range doc.Results.Bindings {
		row := map[string]term.Term{}
		for name, v := range b {
			switch v.Type {
			case "uri":
				row[name] = term.Term{Kind: term.IRI, Text: v.Value}
			case "bnode":
				row[name] = term.Term{Kind: term.Blank, Text: v.Value}
			case "literal", "typed-literal":
				row[name] = literal(v.Value, v.Lang, v.Datatype)
			default:
				return r, fmt.Errorf("no type of term: %q", v.Type)
			}
		}
		r.Rows = append(r.Rows, row)
	}
	return r, err
}

// readTable reads CSV, whose cells are texts, and TSV, whose cells are terms.
func readTable(file string) (r Result, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return r, err
	}
	var records [][]string
	if r.Text = filepath.Ext(file) == ".csv"; r.Text {
		if records, err = csv.NewReader(strings.NewReader(string(text))).ReadAll(); err != nil {
			return r, err
		}
	} else {
		for _, line := range strings.Split(strings.TrimRight(string(text), "\r\n"), "\n") {
			records = append(records, strings.Split(strings.TrimRight(line, "\r"), "\t"))
		}
	}
	for _, name := range records[0] {
		r.Vars = append(r.Vars, strings.TrimPrefix(name, "?"))
	}
	for _, record := range records[1:] {
		row := map[string]term.Term{}
		for i, cell := range record {
			switch {
			case r.Text && strings.HasPrefix(cell, "_:"):
				row[r.Vars[i]] = term.Term{Kind: term.Blank, Text: cell[2:]}
			case r.Text:
				row[r.Vars[i]] = term.Term{Kind: term.Literal, Text: cell}
			case cell != "":
				row[r.Vars[i]] = tsvTerm(cell)
			}
		}
		r.Rows = append(r.Rows, row)
	}
	return r, nil
}

func tsvTerm(cell string) term.Term {
	switch {
	case cell[0] == '<':
		return term.Term{Kind: term.IRI, Text: strings.Trim(cell, "<>")}
	case strings.HasPrefix(cell, "_:"):
		return term.Term{Kind: term.Blank, Text: cell[2:]}
	case cell[0] == '"' || cell[0] == '\'':
		end := strings.LastIndexByte(cell, cell[0])
		text, err := strconv.Unquote(`"` + cell[1:end] + `"`)
		if err != nil {
			text = cell[1:end]
		}
		lang, isLang := strings.CutPrefix(cell[end+1:], "@")
		if !isLang {
			lang = ""
		}
		return literal(text, lang, strings.Trim(strings.TrimPrefix(cell[end+1:], "^^"), "<>@"+lang))
	case strings.ContainsAny(cell, "eE"):
		return literal(cell, "", term.XSD+"double")
	case strings.Contains(cell, "."):
		return literal(cell, "", term.XSD+"decimal")
	}
	return literal(cell, "", term.XSD+"integer")
}
