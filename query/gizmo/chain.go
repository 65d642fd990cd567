package gizmo

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

// A chain is g.method(...).method(...), or a call of a global function where it is an argument.
type chain []link

// A link is one call of a chain.
type link struct {
	name string
	args []operand
	at   int // byte of the script where the call stands
}

// An operand is an argument: one of these.
type operand struct {
	value any // a string, an int64, a bool or nil
	param string
	list  []operand
	chain chain
	kind  operandKind
}

type operandKind int

const (
	valueOperand operandKind = iota
	paramOperand
	listOperand
	chainOperand
)

// readChain reads a script that is a chain; nil if it is not.
func readChain(script string) chain {
	r := &chainReader{text: script}
	c, ok := r.chain(0)
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

func (r *chainReader) chain(depth int) (c chain, ok bool) {
	name := r.name()
	switch {
	case name == "g" || name == "graph":
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
	for {
		l := link{name: name}
		r.space()
		l.at = r.at
		if l.args, ok = r.list('(', ')', depth); !ok {
			return nil, false
		}
		c = append(c, l)
		if !r.accept('.') {
			return c, true
		}
		// A final gives no path to go on from.
		if len(c) > 1 && final(lowered(name)) != nil {
			return nil, false
		}
		if name = r.name(); pathMethod(name) == nil {
			return nil, false
		}
	}
}

// list reads operands in brackets.
func (r *chainReader) list(open, end byte, depth int) (list []operand, ok bool) {
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
		list = append(list, o)
		if r.accept(end) {
			return list, true
		}
		if !r.accept(',') {
			return nil, false
		}
	}
}

func (r *chainReader) operand(depth int) (o operand, ok bool) {
	if r.space(); r.at == len(r.text) {
		return o, false
	}
	switch c := r.text[r.at]; {
	case c == '"' || c == '\'':
		o.value, ok = r.quoted(c)
	case c >= '0' && c <= '9':
		o.value, ok = r.number()
	case c == '[':
		o.kind = listOperand
		o.list, ok = r.list('[', ']', depth+1)
	case c == '$':
		o.kind, o.param = paramOperand, r.name()[1:]
		ok = o.param != ""
	default:
		from := r.at
		if o.value, ok = constants[r.name()]; !ok {
			r.at = from
			o.kind = chainOperand
			o.chain, ok = r.chain(depth + 1)
		}
	}
	return o, ok
}

// constants are the names that a script cannot give a new meaning.
var constants = map[string]any{"null": nil, "true": true, "false": false}

// quoted reads a string without escapes.
func (r *chainReader) quoted(quote byte) (text string, ok bool) {
	rest := r.text[r.at+1:]
	n := strings.IndexByte(rest, quote)
	if n < 0 {
		return "", false
	}
	text = rest[:n]
	r.at += n + 2
	// goja has a say in line ends and in what is no text.
	return text, !strings.ContainsAny(text, "\\\r\n\u2028\u2029") && utf8.ValidString(text)
}

// number reads a whole number that is not too large for any reader.
func (r *chainReader) number() (n int64, ok bool) {
	from := r.at
	for r.at < len(r.text) && r.text[r.at] >= '0' && r.text[r.at] <= '9' {
		r.at++
	}
	digits := r.text[from:r.at]
	if len(digits) > 15 || len(digits) > 1 && digits[0] == '0' || strings.IndexByte("._", r.next()) >= 0 || r.name() != "" {
		return 0, false
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

// hasParams tells whether all parameters that a chain names were given.
func (c chain) hasParams(params map[string]any) bool {
	for _, l := range c {
		if !hasParams(l.args, params) {
			return false
		}
	}
	return true
}

func hasParams(list []operand, params map[string]any) bool {
	return !slices.ContainsFunc(list, func(o operand) bool {
		switch o.kind {
		case paramOperand:
			_, given := params[o.param]
			return !given
		case listOperand:
			return !hasParams(o.list, params)
		case chainOperand:
			return !o.chain.hasParams(params)
		}
		return false
	})
}

// runChain gives the value of a chain, or the error that goja would: what was thrown, or an *abort.
func (e *env) runChain(c chain) (value goja.Value, err error) {
	defer func() {
		if x := recover(); x != nil {
			a, ok := x.(*abort)
			if !ok {
				panic(x)
			}
			err = a
		}
	}()
	e.inChain = true // which is where an error is
	if thrown := e.vm.Try(func() { value = e.follow(c) }); thrown != nil {
		return nil, thrown
	}
	e.inChain = false
	return value, nil
}

// follow calls the methods of a chain.
func (e *env) follow(c chain) (value goja.Value) {
	for i, l := range c {
		m, name := pathMethod(l.name), lowered(l.name)
		if i == 0 {
			name = l.name
			if m = graphMethods[name]; m == nil {
				m = globalFunctions[name]
			}
		}
		args := e.operands(l.args)
		e.at = l.at
		e.run.ctx.check()
		value = m(&call{env: e, name: name, this: value, args: args})
	}
	return value
}

func (e *env) operands(list []operand) []goja.Value {
	if len(list) == 0 {
		return nil
	}
	values := make([]goja.Value, len(list))
	for i, o := range list {
		switch o.kind {
		case valueOperand:
			values[i] = e.vm.ToValue(o.value)
		case paramOperand:
			values[i] = e.fromGo(e.run.opts.params[o.param])
		case listOperand:
			elements := make([]any, len(o.list))
			for j, v := range e.operands(o.list) {
				elements[j] = v
			}
			values[i] = e.vm.NewArray(elements...)
		case chainOperand:
			values[i] = e.follow(o.chain)
		}
	}
	return values
}
