package jsonld

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"talentgraph.example/graph/limit"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
	"talentgraph.example/loader/syntax"
)

// page is an HTML page as a source of documents: JSON-LD 1.1 Processing Algorithms and API, section 9.4.
type page struct {
	r     io.Reader
	opts  *syntax.Options
	pace  *pace.Pace
	based func()

	begun   bool
	scripts []*json.Source
	items   []*json.Value // of the script that is an array
	bytes   int           // of that script, until its first item is given
}

// newPage makes a source of a page. based is called when the page has changed the options' base.
func newPage(r io.Reader, opts *syntax.Options, based func()) *page {
	return &page{r: r, opts: opts, pace: pace.New(opts.Context), based: based}
}

// Next gives the next script element's document, or the next item of one that is an array.
func (p *page) Next() (*json.Value, int, bool, error) {
	if !p.begun {
		p.begun = true
		if err := p.open(); err != nil {
			return nil, 0, false, err
		}
	}
	for {
		if len(p.items) > 0 {
			v := p.items[0]
			p.items = p.items[1:]
			bytes := p.bytes
			p.bytes = 0
			return v, bytes, false, nil
		}
		if len(p.scripts) == 0 {
			return nil, 0, false, io.EOF
		}
		script := p.scripts[0]
		p.scripts = p.scripts[1:]
		v, err := json.Parse(p.pace, script, json.LimitsOf(p.opts))
		if err == nil && v.Kind != json.Object && v.Kind != json.Array {
			err = v.Error(errNoDocument, "an object or an array")
		}
		if err != nil {
			if err = p.wrong(err); err != nil {
				return nil, 0, false, err
			}
			continue
		}
		if v.Kind == json.Object {
			return v, len(script.Text), true, nil
		}
		p.items, p.bytes = v.Items, len(script.Text)
	}
}

var errNoDocument = errors.New("no JSON-LD document")

// wrong gives an error of a script the standard's code. In lenient mode it is reported, and the script left out.
func (p *page) wrong(err error) error {
	var wrong *syntax.Error
	if !errors.As(err, &wrong) || errors.Is(err, limit.Err) {
		return err
	}
	wrong.Err = fmt.Errorf("%w: %w", problem.InvalidScript, wrong.Err)
	if p.opts.Lenient != nil {
		return p.opts.Lenient(wrong)
	}
	return wrong
}

// open reads the page and finds its scripts.
func (p *page) open() error {
	text, err := json.ReadAll(p.r, p.opts)
	if err != nil {
		return err
	}
	if !utf8.ValidString(text) {
		return json.Place{Source: p.source(text)}.Error(errors.New("the page is not UTF-8; convert it"), "")
	}
	base, fragment, _ := strings.Cut(p.opts.Base, "#")
	found, err := p.find(text, fragment)
	if err != nil {
		return err
	}
	if fragment != "" || found != "" {
		p.opts.Base = rebased(base, found)
		p.based()
	}
	start := json.Place{Source: p.source(text)}
	switch {
	case len(p.scripts) == 1, fragment == "" && len(p.scripts) > 1:
		return nil
	case fragment != "":
		return start.Error(fmt.Errorf("%w: not one script element of the type application/ld+json in the HTML page has the id %s",
			problem.LoadingDocument, syntax.Shorten([]byte(fragment))), "")
	}
	wrong := start.Error(fmt.Errorf("%w: the HTML page has no script element of the type application/ld+json", problem.LoadingDocument), "")
	if p.opts.Lenient != nil {
		return p.opts.Lenient(wrong)
	}
	return wrong
}

func (p *page) source(text string) *json.Source {
	return &json.Source{File: p.opts.File, Text: text, Line: p.opts.Line, Column: 1}
}

// rebased gives the base of a page that has a base element.
func rebased(base, href string) string {
	b, ok := iri.NewBase([]byte(base))
	switch {
	case href == "":
		return base
	case grammar.HasScheme(href):
		return href
	case ok:
		return string(b.Resolve(nil, []byte(href)))
	}
	return base
}

// find collects the scripts of a page, of one id if it is given, and gives the reference of its base element.
func (p *page) find(text, fragment string) (base string, err error) {
	id, err := url.PathUnescape(fragment)
	if err != nil {
		id = fragment
	}
	tokens := html.NewTokenizer(strings.NewReader(text))
	tokens.SetMaxBuf(0)
	line, column, at := p.opts.Line, 1, 0
	inScript := false
	for {
		if !p.pace.Step() {
			return "", p.pace.Err()
		}
		kind := tokens.Next()
		raw := tokens.Raw()
		if kind == html.ErrorToken {
			return base, nil
		}
		if kind == html.TextToken && inScript {
			source := p.source(string(bytes.TrimRight(raw, " \t\r\n")))
			source.Line, source.Column, source.More = line, column, true
			p.scripts = append(p.scripts, source)
		}
		inScript = false
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			name, attributes := attributesOf(tokens)
			switch {
			case name == "base" && base == "":
				base = strings.TrimSpace(attributes["href"])
			case name == "script":
				inScript = isJSONLD(attributes["type"]) && (id == "" || attributes["id"] == id)
			}
		}
		at += len(raw)
		line, column = json.Advance(text, at-len(raw), at, line, column)
	}
}

func attributesOf(tokens *html.Tokenizer) (name string, attributes map[string]string) {
	tag, more := tokens.TagName()
	name, attributes = string(tag), map[string]string{}
	for more {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		if _, ok := attributes[string(key)]; !ok {
			attributes[string(key)] = string(value)
		}
	}
	return name, attributes
}

// isJSONLD tells whether a media type is that of JSON-LD.
func isJSONLD(mediaType string) bool {
	name, _, _ := strings.Cut(mediaType, ";") // whatever the parameters, which are often not quoted as they should
	return strings.EqualFold(strings.TrimSpace(name), mediaJSONLD)
}
