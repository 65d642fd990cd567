package contexts

import (
	"fmt"
	"sort"
	"strings"

	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
)

// Shorten gives a compact or a relative IRI for one that no term was selected for: the second half of the IRI
// Compaction algorithm (section 6.2.2). With vocab the vocabulary counts, else the base. With exact, a term that is
// the compact IRI itself may not stand for it.
func (p *Processor) Shorten(c *Context, text string, vocab, exact, relative bool) (string, error) {
	if vocab && c.hasVocab && len(text) > len(c.vocab) && strings.HasPrefix(text, c.vocab) {
		suffix := text[len(c.vocab):]
		if back, err := p.IRI(c, suffix, Vocab, json.Place{}); err == nil && back == text && c.terms.get(suffix) == nil {
			p.use("@vocab")
			return suffix, nil
		}
	}
	inv := c.inverted(p.pace)
	best := ""
	// Prefixes of the text are among those that sort before it; each shares with it what it is itself.
	for end := len(text) - 1; end > 0; {
		i := sort.Search(len(inv.prefixes), func(i int) bool { return inv.prefixes[i].IRI > text[:end] })
		if i == 0 {
			break
		}
		d := inv.prefixes[i-1]
		common := commonLen(d.IRI, text[:end])
		if common < len(d.IRI) {
			end = common
			continue
		}
		for ; i > 0 && inv.prefixes[i-1].IRI == d.IRI; i-- {
			best = better(c, best, inv.prefixes[i-1].Term+":"+text[common:], text, exact)
		}
		end = common - 1
	}
	if best != "" {
		p.use(best[:strings.IndexByte(best, ':')])
		return best, nil
	}
	if n := grammar.SchemeLen(text); n > 0 && !strings.HasPrefix(text[n+1:], "//") {
		if d := c.terms.get(text[:n]); d != nil && d.prefix && d.IRI != "" {
			return "", fmt.Errorf("%w: %s would be read as a compact IRI", problem.ConfusedIRI, text)
		}
	}
	if vocab || !relative {
		return text, nil
	}
	short := text
	if base := p.base(c); base != nil {
		short = relativeTo(base, text)
	}
	if KeywordLike(short) {
		short = "./" + short
	}
	if back, err := p.IRI(c, short, Document, json.Place{}); err != nil || back != text {
		return text, err
	}
	return short, nil
}

// better chooses the shorter of two compact IRIs, or the first in order, if the new one can be used at all.
func better(c *Context, best, candidate, text string, exact bool) string {
	if strings.HasPrefix(candidate, "_:") || strings.Contains(candidate, "://") && strings.Index(candidate, "://") == strings.IndexByte(candidate, ':') {
		return best // it would be read as what it is
	}
	if best != "" && (len(candidate) > len(best) || len(candidate) == len(best) && candidate > best) {
		return best
	}
	if d := c.terms.get(candidate); d != nil && (d.IRI != text || exact) {
		return best
	}
	return candidate
}

func commonLen(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// relativeTo gives a reference that resolves to the text, the text itself if there is none that is right.
func relativeTo(base *iri.Base, text string) string {
	root := base.String()
	scheme := grammar.SchemeLen(root) + 1
	authority := scheme
	if strings.HasPrefix(root[scheme:], "//") {
		authority += 2
		if i := strings.IndexAny(root[authority:], "/?#"); i >= 0 {
			authority += i
		} else {
			authority = len(root)
		}
	}
	if !strings.HasPrefix(text, root[:authority]) || authority == scheme {
		return text
	}
	path, rest := root[authority:], text[authority:]
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	for _, candidate := range candidates(root[authority:], path, rest) {
		if candidate != "" && !grammar.HasScheme(candidate) && !strings.HasPrefix(candidate, "_:") &&
			string(base.Resolve(nil, []byte(candidate))) == text {
			return candidate
		}
	}
	return text
}

// candidates gives references that might do, the best first: a query or fragment alone, a path from the base's
// folder or one above it, and the absolute path.
func candidates(whole, path, rest string) []string {
	var out []string
	if before, _, _ := strings.Cut(whole, "#"); strings.HasPrefix(rest, before+"#") {
		out = append(out, rest[len(before):])
	}
	if strings.HasPrefix(rest, path+"?") {
		out = append(out, rest[len(path):])
	}
	const mostAbove = 8
	folder := path[:strings.LastIndexByte(path, '/')+1]
	for up := ""; folder != "" && len(up) <= 3*mostAbove; up += "../" {
		if strings.HasPrefix(rest, folder) {
			reference := up + rest[len(folder):]
			if reference == "" {
				reference = "./"
			}
			out = append(out, reference)
			break
		}
		folder = folder[:strings.LastIndexByte(folder[:len(folder)-1], '/')+1]
	}
	return append(out, rest)
}

// HasTyped tells whether some term for an IRI is for values of a datatype.
func (p *Processor) HasTyped(c *Context, iri, datatype string) bool {
	for _, ch := range c.inverted(p.pace).byIRI[iri] {
		if ch.byType[datatype] != "" {
			return true
		}
	}
	return false
}

// use remembers that something was written with a prefix, or with the vocabulary.
func (p *Processor) use(prefix string) {
	if p.used == nil {
		p.used = map[string]bool{}
	}
	p.used[prefix] = true
}

// Used gives the prefixes that something was written with, and "@vocab" if it was.
func (p *Processor) Used() map[string]bool { return p.used }
