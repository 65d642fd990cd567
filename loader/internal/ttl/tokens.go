package ttl

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/syntax"
)

// A token's method takes the token that begins at index i and gives the index behind it. needMore and
// failed stand for an index that there is not.
const (
	needMore = -1
	failed   = -2
)

// fail notes what is wrong at index i.
func (r *Reader) fail(i int, problem error, expected string) int {
	if i-r.pos > r.opts.MaxLine {
		return r.failLong()
	}
	r.problem = r.errorAt(i, problem, expected)
	return failed
}

// drop reports what a lenient reader leaves out, at index i, and gives 0; a strict one fails.
func (r *Reader) drop(i int, problem error, expected string) int {
	if i-r.pos > r.opts.MaxLine {
		return r.failLong()
	}
	if r.top == directiveIRI {
		return r.fail(i, problem, expected) // much hangs on it
	}
	r.drops = true
	if err := r.opts.Drop(r.errorAt(i, problem, expected)); err != nil {
		r.problem = err
		return failed
	}
	return 0
}

// dropped stands for an IRI that is none. No IRI has this text.
var dropped = []byte{0}

func isDropped(iri []byte) bool { return len(iri) == 1 && iri[0] == 0 }

// hasDropped tells whether a part of a statement was dropped.
func hasDropped(q *syntax.Quad) bool {
	return isDropped(q.Subject.Text) || isDropped(q.Predicate.Text) || isDropped(q.Label.Text) ||
		isDropped(q.Object.Datatype) || isDropped(q.Object.Text) && q.Object.Kind == term.IRI
}

// failLong notes that the token at pos is over the limit.
func (r *Reader) failLong() int {
	r.problem = r.tooLong()
	return failed
}

// long tells that a token is over the limit: one that ends at end, to know which the text up to seen was
// looked at. (A name can have dots within, so all dots that follow it are looked at.)
func (r *Reader) long(end, seen int) bool {
	return end-r.pos > r.opts.MaxLine || seen-r.pos > r.opts.MaxLine+lookahead
}

// past tells that a token's end may lie behind the window: i is its end, and there is more to come.
func (r *Reader) past(i int) bool { return i >= r.end && !r.eof }

var (
	errNewer   = errors.New("this is RDF 1.2, which is not read")
	errIRIEnd  = errors.New("the IRI does not end")
	errNoBase  = errors.New("a relative IRI, and no base is known; declare one by @base, or give one (WithBase)")
	errName    = errors.New("a wrong escape in a name")
	errPercent = errors.New("a percent sign in a name needs two hexadecimal digits")
	errBlank   = errors.New("no blank node's name")
	errLang    = errors.New("no language tag")
)

// iri takes an IRI in angle brackets. *text is the absolute IRI, or dropped; if it has to be put together, then in
// *buf.
func (r *Reader) iri(i int, text, buf *[]byte) int {
	data := r.data
	j := i + 1
	for !grammar.IRIStop[data[j]] {
		j++
	}
	ref, escaped := data[i+1:j], data[j] != '>'
	if escaped {
		var bad bool
		if j, bad = r.escapedIRI(i, j); j < 0 {
			return j
		}
		if ref = r.scratch; bad {
			*text = dropped
			return j + 1
		}
	}
	if j+1-r.pos > r.opts.MaxLine {
		return r.failLong()
	}
	switch {
	case !grammar.HasScheme(ref):
		if r.base.IsZero() {
			*text = dropped
			if i := r.drop(i, errNoBase, "an IRI that begins with a scheme such as https:"); i < 0 {
				return i
			}
			return j + 1
		}
		if err := r.expanded.Use(r.base.Len()); err != nil {
			return r.fail(i, err, "")
		}
		*buf = r.base.Resolve((*buf)[:0], ref)
		*text = *buf
	case escaped:
		*buf = append((*buf)[:0], ref...)
		*text = *buf
	default:
		*text = ref
	}
	return j + 1
}

// escapedIRI takes the rest of an IRI that begins at i and is plain up to j, into scratch. It gives the
// index of the closing bracket, and whether it is no IRI and was dropped.
func (r *Reader) escapedIRI(i, j int) (bracket int, bad bool) {
	data := r.data
	r.scratch = r.scratch[:0]
	start := i + 1
	for {
		switch c := data[j]; {
		case r.past(j):
			return needMore, false
		case c == '>':
			r.scratch = append(r.scratch, data[start:j]...)
			return j, false
		case c == '\\':
			if r.past(j + 9) {
				return needMore, false
			}
			out, n, expected, err := grammar.IRIEscape(append(r.scratch, data[start:j]...), data[j:r.end])
			if err == grammar.ErrIRIChar {
				return r.badIRI(j, expected)
			}
			if err != nil {
				return r.fail(j, err, expected), false
			}
			r.scratch = out
			j += n
			start = j
		case c == '\n' || c == '\r' || j == r.end:
			return r.fail(j, errIRIEnd, "'>'"), false
		default:
			if j == i+1 && c == '<' {
				return r.newerTriple(i), false
			}
			return r.badIRI(j, "'>' or a character of an IRI; others are percent-encoded, a space is %20")
		}
		for !grammar.IRIStop[data[j]] {
			j++
		}
	}
}

// badIRI drops an IRI with a character at j that it cannot have, if it ends in its line. It gives the index of the
// closing bracket.
func (r *Reader) badIRI(j int, expected string) (bracket int, bad bool) {
	k := j
	if r.opts.Lenient != nil {
		for r.data[k] != '>' && r.data[k] != '\n' && r.data[k] != '\r' && r.data[k] != 0 {
			k++
		}
		if r.past(k) {
			return needMore, false
		}
	}
	if r.opts.Lenient == nil || r.data[k] == '>' {
		if i := r.drop(j, grammar.ErrIRIChar, expected); i < 0 {
			return i, false
		}
		return k, true
	}
	return r.fail(j, grammar.ErrIRIChar, expected), false
}

// prefix takes what may be the part of a name in front of its colon. It gives the index of the first
// character that does not belong to it; if that is no colon, the text is a keyword or nothing.
func (r *Reader) prefix(i int) int {
	data := r.data
	j := i
	end := i // behind the last character that is no dot
	for {
		c := data[j]
		switch {
		case grammar.NameByte[c]:
			if j == i && !grammar.Letter(c) {
				return i
			}
			j++
			end = j
			continue
		case c == '.' && j > i:
			j++
			continue
		case c >= 0x80:
			char, size := utf8.DecodeRune(data[j:r.end])
			if term.IsNameBase(char) || j > i && term.IsName(char) {
				j += size
				end = j
				continue
			}
		}
		if r.past(j) {
			return needMore
		}
		if r.long(end, j) {
			return r.failLong()
		}
		return end
	}
}

// localStop marks the bytes that end a run of the plain characters of a name's local part.
var localStop = func() (t [256]bool) {
	for c := range t {
		t[c] = !grammar.NameByte[c] && c != ':'
	}
	return t
}()

// name takes a name whose colon is at index colon. *text is the IRI, made in *buf.
func (r *Reader) name(i, colon int, text, buf *[]byte) int {
	data := r.data
	namespace, ok := r.prefixes[string(data[i:colon])]
	if !ok {
		prefix := string(data[i : colon+1])
		return r.fail(i, fmt.Errorf("the prefix %q is not declared; declare it above by @prefix %s <...>", prefix, prefix), "")
	}
	out := append((*buf)[:0], namespace...)
	j := colon + 1
	start := j
	end := j // behind the last character that is no dot
	if c := data[j]; c == '-' || c == '.' || c >= 0x80 && !r.nameStartsAt(j) {
		return r.named(i, j, len(namespace), out, text, buf)
	}
	for {
		for !localStop[data[j]] {
			j++
			end = j
		}
		c := data[j]
		switch {
		case c == '.':
			j++
			continue
		case c == '%':
			if r.past(j + 2) {
				return needMore
			}
			if grammar.HexValue(data[j+1]) < 0 || grammar.HexValue(data[j+2]) < 0 {
				return r.fail(j, errPercent, "")
			}
			j += 3
			end = j
			continue
		case c == '\\':
			if r.past(j + 1) {
				return needMore
			}
			if !localEscape[data[j+1]] {
				return r.fail(j, errName, `a backslash and one of _~.-!$&'()*+,;=/?#@%`)
			}
			out = append(out, data[start:j]...)
			out = append(out, data[j+1])
			j += 2
			start, end = j, j
			continue
		case c >= 0x80:
			char, size := utf8.DecodeRune(data[j:r.end])
			if term.IsName(char) {
				j += size
				end = j
				continue
			}
		}
		if r.past(j) {
			return needMore
		}
		out = append(out, data[start:end]...)
		if r.long(end, j) {
			return r.failLong()
		}
		return r.named(i, end, len(namespace), out, text, buf)
	}
}

// named ends a name that stands between i and end and is out in full.
func (r *Reader) named(i, end, namespace int, out []byte, text, buf *[]byte) int {
	if err := r.expanded.Use(namespace); err != nil {
		return r.fail(i, err, "")
	}
	*buf, *text = out, out
	return end
}

// nameStartsAt tells whether a name's local part may begin with the character at j, one beyond ASCII.
func (r *Reader) nameStartsAt(j int) bool {
	char, _ := utf8.DecodeRune(r.data[j:r.end])
	return term.IsNameStart(char)
}

// localEscape is what may follow a backslash in a name.
var localEscape = func() (t [256]bool) {
	for _, c := range []byte(`_~.-!$&'()*+,;=/?#@%`) {
		t[c] = true
	}
	return t
}()

// node takes an IRI, a name or a blank node with a name. Its text may be in iriBuf.
func (r *Reader) node(i int, t *syntax.Term, problem error, expected string) int {
	*t = syntax.Term{Kind: term.IRI}
	switch r.data[i] {
	case '<':
		return r.iri(i, &t.Text, &r.iriBuf)
	case '_':
		t.Kind = term.Blank
		return r.blank(i, &t.Text, &r.iriBuf)
	}
	j := r.prefix(i)
	switch {
	case j < 0:
		return j
	case r.data[j] != ':':
		return r.fail(i, problem, expected)
	}
	return r.name(i, j, &t.Text, &r.iriBuf)
}

// blank takes a blank node with a name. A name that could be one of the reader's own gets a '_' more.
func (r *Reader) blank(i int, text, buf *[]byte) int {
	if r.past(i + 2) {
		return needMore
	}
	if r.data[i+1] != ':' {
		return r.fail(i, errBlank, "\"_:\" and a name")
	}
	rest := r.data[i+2 : r.end]
	n := grammar.BlankLen(rest)
	// Dots at the end do not belong to the name, unless more of it follows.
	dots := n
	for dots < len(rest) && rest[dots] == '.' {
		dots++
	}
	if dots == len(rest) && !r.eof {
		return needMore
	}
	if n == 0 {
		return r.fail(i+2, errBlank, "a letter, a digit or '_'")
	}
	if r.long(i+2+n, i+2+dots) {
		return r.failLong()
	}
	*text = rest[:n]
	if grammar.IsGenerated(*text) {
		*buf = append(append((*buf)[:0], *text...), '_')
		*text = *buf
	}
	return i + 2 + n
}

// lang takes a language tag, whose '@' is at i.
func (r *Reader) lang(i int, t *syntax.Term) int {
	n := grammar.LangLen(r.data[i+1 : r.end])
	j := i + 1 + n
	if r.past(j) || r.data[j] == '-' && r.past(j+1) {
		return needMore
	}
	if n > 0 && r.data[j] == '-' && r.data[j+1] == '-' {
		return r.newer(i, "a base direction")
	}
	if n == 0 {
		return r.fail(i+1, errLang, "letters, such as en or zh-Hant")
	}
	if n+1 > r.opts.MaxLine {
		return r.failLong()
	}
	t.Lang = r.data[i+1 : i+1+n]
	return i + 1 + n
}
