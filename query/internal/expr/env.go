package expr

import (
	"crypto/rand"
	"encoding/hex"
	mathrand "math/rand/v2"
	"regexp"
	"strconv"
	"time"
)

// Env is what functions need beside their arguments: one query's clock, chance, base and limits. The zero Env works;
// it has no base, no limits, and its time is that of the first call of NOW.
type Env struct {
	// Now is the time of the query; the zero time stands for that of the first call of NOW.
	Now time.Time
	// Resolve makes an IRI absolute by a base; false for what is none. Nil takes IRIs as they are.
	Resolve func(base, iri string) (string, bool)
	// MaxText is the most bytes that a text may have which a function makes; 0 for no limit.
	MaxText int
	// Limit makes the error for a text that is longer; nil gives no error but an error value.
	Limit func() error
	// Look looks at the context of the query, now and then in what may take long; nil for none.
	Look func() error
	// Prefix begins the names of blank nodes that the query makes.
	Prefix string

	err     error
	blanks  int
	named   map[string]string // blank nodes of the solution at hand, by the argument of BNODE
	regexps map[[2]string]*regexp.Regexp
}

// Err is the limit that was reached; nil for none. After that all values that need room are errors.
func (e *Env) Err() error { return e.err }

// Solution begins another solution: BNODE with an argument gives other blank nodes from now on.
func (e *Env) Solution() { clear(e.named) }

// room tells whether a text of n bytes may be made.
func (e *Env) room(n int) bool {
	if e.MaxText == 0 || n <= e.MaxText {
		return e.err == nil
	}
	if e.err == nil && e.Limit != nil {
		e.err = e.Limit()
	}
	return false
}

// look tells whether the query is to go on.
func (e *Env) look() bool {
	if e.Look != nil {
		if err := e.Look(); err != nil {
			e.Fail(err)
		}
	}
	return e.err == nil
}

// FreshBlank gives a blank node that the query has not given yet.
func (e *Env) FreshBlank() Value {
	e.blanks++
	if e.Prefix == "" {
		e.Prefix = "b" + randomHex(8)
	}
	return NewBlank(e.Prefix + "x" + strconv.Itoa(e.blanks))
}

func (e *Env) namedBlank(name string) Value {
	if e.named == nil {
		e.named = map[string]string{}
	}
	if _, known := e.named[name]; !known {
		e.named[name] = e.FreshBlank().text
	}
	return NewBlank(e.named[name])
}

func (e *Env) now() Value {
	if e.Now.IsZero() {
		e.Now = time.Now()
	}
	return parseMoment(e.Now.UTC().Format("2006-01-02T15:04:05.000Z"), "dateTime")
}

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// uuid is one of version 4, from chance.
func uuid() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	s := hex.EncodeToString(b[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

func random() float64 { return mathrand.Float64() }

// Fail ends the query's expressions with an error that is none of theirs, such as the context's.
func (e *Env) Fail(err error) {
	if e.err == nil {
		e.err = err
	}
}
