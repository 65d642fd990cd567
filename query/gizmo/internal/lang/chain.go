package lang

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// Most scripts are one chain of calls with plain arguments: g.V("<id:alibaba>").in("<tg:from>").all(). Such a
// script needs no JavaScript to run: reading it here and calling its methods one after the other gives the
// same, in a fraction of the time that goja takes to parse and compile it. What is not a chain to the last
// character is goja's; so is any script of a session in which another script has run, for that may have
// given g a new meaning.

// A Chain is g.method(...).method(...), or a call of a global function where it is an argument.
type Chain []link

// A link is one call of a chain.
type link struct {
	name string
	args list
	at   int // byte of the script where the call stands
}

// An operand is an argument: a string, an int64, a bool, nil, a param, a list or a chain.
type operand any

type (
	param string // the name of a parameter, without the $
	list  []operand
)

// ReadChain reads a script that is a chain; nil if it is not.
func ReadChain(script string) Chain {
	r := &chainReader{text: script}
	c, ok := r.calls(0)
	r.accept(';')
	if r.space(); !ok || r.at < len(r.text) || len(c) < 2 {
		return nil
	}
	return c
}

// A chainReader is at a byte of the script. Its methods are false for what they do not know.
type chainReader struct {
	text string
	at   int
}

// maxChainDepth is how deep arguments may be nested.
const maxChainDepth = 20

func (r *chainReader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.at]) >= 0 {
		r.at++
	}
}

// accept passes over white space and one character, if it is that.
func (r *chainReader) accept(c byte) bool {
	if r.space(); r.at < len(r.text) && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

// name reads a name of ASCII letters, digits, _ and $.
func (r *chainReader) name() string {
	r.space()
	from := r.at
	for r.at < len(r.text) {
		c := r.text[r.at]
		if letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$'; !letter && (r.at == from || c < '0' || c > '9') {
			break
		}
		r.at++
	}
	return r.text[from:r.at]
}

func (r *chainReader) calls(depth int) (c Chain, ok bool) {
	name := r.name()
	isPath := name == "g" || name == "graph"
	switch {
	case isPath:
		if !r.accept('.') {
			return nil, false
		}
		switch name = r.name(); name {
		case "V", "Vertex", "M", "Morphism":
		default:
			return nil, false
		}
	case depth > 0 && globalFunctions[name] != nil:
	default:
		return nil, false
	}
	c = make(Chain, 0, 6)
	for {
		l := link{name: name}
		r.space()
		l.at = r.at
		if l.args, ok = r.operands('(', ')', depth); !ok {
			return nil, false
		}
		c = append(c, l)
		if !r.accept('.') {
			return c, true
		}
		if isPath = isPath && (len(c) == 1 || !isFinal(name)); !isPath {
			return nil, false // it gives nothing to go on from
		}
		if name = r.name(); pathMethod(name) == nil {
			return nil, false
		}
	}
}

// operands reads operands in brackets.
func (r *chainReader) operands(open, end byte, depth int) (all list, ok bool) {
	if depth > maxChainDepth || !r.accept(open) {
		return nil, false
	}
	if r.accept(end) {
		return nil, true
	}
	for {
		o, ok := r.operand(depth)
		if !ok {
			return nil, false
		}
		all = append(all, o)
		if r.accept(end) {
			return all, true
		}
		if !r.accept(',') {
			return nil, false
		}
	}
}

func (r *chainReader) operand(depth int) (o operand, ok bool) {
	if r.space(); r.at == len(r.text) {
		return nil, false
	}
	switch c := r.text[r.at]; {
	case c == '"' || c == '\'':
		return r.quoted(c)
	case c >= '0' && c <= '9':
		return r.number()
	case c == '[':
		return r.operands('[', ']', depth+1)
	case c == '$':
		name := r.name()[1:]
		return param(name), name != ""
	}
	from := r.at
	if o, ok = constants[r.name()]; ok {
		return o, true
	}
	r.at = from
	return r.calls(depth + 1)
}

// constants are the names that a script cannot give a new meaning.
var constants = map[string]any{"null": nil, "true": true, "false": false}

// quoted reads a string without escapes.
func (r *chainReader) quoted(quote byte) (o operand, ok bool) {
	rest := r.text[r.at+1:]
	n := strings.IndexByte(rest, quote)
	if n < 0 {
		return nil, false
	}
	text := rest[:n]
	r.at += n + 2
	// goja has a say in line ends and in what is no text.
	return text, !strings.ContainsAny(text, "\\\r\n\u2028\u2029") && utf8.ValidString(text)
}

// number reads a whole number that is not too large for any reader.
func (r *chainReader) number() (o operand, ok bool) {
	from := r.at
	for r.at < len(r.text) && r.text[r.at] >= '0' && r.text[r.at] <= '9' {
		r.at++
	}
	digits := r.text[from:r.at]
	if len(digits) > 15 || len(digits) > 1 && digits[0] == '0' || strings.IndexByte("._", r.next()) >= 0 || r.name() != "" {
		return nil, false
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil
}

// next is the character that the reader is at; 0 at the end.
func (r *chainReader) next() byte {
	if r.at == len(r.text) {
		return 0
	}
	return r.text[r.at]
}

// hasParams tells whether all parameters that an operand names were given.
func hasParams(o operand, params map[string]any) bool {
	missing := func(o operand) bool { return !hasParams(o, params) }
	switch o := o.(type) {
	case param:
		_, given := params[string(o)]
		return given
	case list:
		return !slices.ContainsFunc(o, missing)
	case Chain:
		return !slices.ContainsFunc(o, func(l link) bool { return missing(l.args) })
	}
	return true
}

// CanFollow tells whether a chain can be followed: it needs its parameters, and a world in which no script can have
// given g another meaning.
func (w *World) CanFollow(c Chain) bool { return c != nil && !w.scripted && hasParams(c, w.run.Params) }

// Follow gives the value of a chain, or the error that the engine would: what was thrown, or a *stop.Abort.
func (w *World) Follow(c Chain) (value goja.Value, err error) {
	defer recovered(&err)
	w.inChain = true // which is where an error is
	if thrown := w.vm.Try(func() { value = w.calls(c) }); thrown != nil {
		return nil, thrown
	}
	w.inChain = false
	return value, nil
}

// calls calls the methods of a chain.
func (w *World) calls(c Chain) (value goja.Value) {
	for i, l := range c {
		m, name := pathMethod(l.name), lowered(l.name)
		if i == 0 {
			name = l.name
			if m = graphMethod(name); m == nil {
				m = globalFunctions[name]
			}
		}
		args := w.operands(l.args)
		w.at = l.at
		w.run.Ctx.Check()
		value = m(&Call{Args: args, w: w, name: name, this: value})
	}
	return value
}

func (w *World) operands(all list) []goja.Value {
	if len(all) == 0 {
		return nil
	}
	values := make([]goja.Value, len(all))
	for i, o := range all {
		switch o := o.(type) {
		case param:
			values[i] = w.fromGo(w.run.Params[string(o)])
		case list:
			elements := make([]any, len(o))
			for j, v := range w.operands(o) {
				elements[j] = v
			}
			values[i] = w.vm.NewArray(elements...)
		case Chain:
			values[i] = w.calls(o)
		default:
			values[i] = w.vm.ToValue(o)
		}
	}
	return values
}
