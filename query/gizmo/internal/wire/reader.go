package wire

import (
	"encoding/binary"
	"errors"
	"math"
	"time"

	"github.com/cayleygraph/quad"
)

// ErrBroken is the error of a body that does not hold what it should.
var ErrBroken = errors.New("a message that cannot be read")

// A Reader takes the body of a frame apart. After the first thing that is wrong it gives zeros only, and Err tells.
type Reader struct {
	body []byte
	err  error
	// left is what Data may still make, in the units of an emitted value; below 0 it is unlimited.
	left int
}

// NewReader reads a body. Data in it is held to a size: 16 bytes for each element, and those of its texts; below 0 it
// is not.
func NewReader(body []byte, size int) *Reader { return &Reader{body: body, left: size} }

// Err is what was wrong so far; at the end of a message, that there is more is wrong too.
func (r *Reader) Err() error { return r.err }

// End gives what was wrong, be it that something follows.
func (r *Reader) End() error {
	if len(r.body) > 0 {
		r.Break()
	}
	return r.err
}

// Break makes the message a broken one.
func (r *Reader) Break() {
	r.err = ErrBroken
	r.body = nil
}

// Uint reads a number that is not negative.
func (r *Reader) Uint() uint64 {
	n, size := binary.Uvarint(r.body)
	if size <= 0 {
		r.Break()
		return 0
	}
	r.body = r.body[size:]
	return n
}

// Int reads a number.
func (r *Reader) Int() int64 {
	n, size := binary.Varint(r.body)
	if size <= 0 {
		r.Break()
		return 0
	}
	r.body = r.body[size:]
	return n
}

// Byte reads a byte.
func (r *Reader) Byte() byte {
	if len(r.body) == 0 {
		r.Break()
		return 0
	}
	b := r.body[0]
	r.body = r.body[1:]
	return b
}

// Bool reads a truth value.
func (r *Reader) Bool() bool {
	b := r.Byte()
	if b > 1 {
		r.Break()
	}
	return b == 1
}

// Count reads how many of something follow, each of which takes at least a byte.
func (r *Reader) Count() int {
	n := r.Uint()
	if n > uint64(len(r.body)) {
		r.Break()
		return 0
	}
	return int(n)
}

// Text reads a text.
func (r *Reader) Text() string {
	n := r.Count()
	s := string(r.body[:n])
	r.body = r.body[n:]
	return s
}

// Texts reads a list of texts.
func (r *Reader) Texts() []string {
	n := r.Count()
	var list []string
	for i := 0; i < n && r.err == nil; i++ {
		list = append(list, r.Text())
	}
	return list
}

func (r *Reader) float() float64 {
	if len(r.body) < 8 {
		r.Break()
		return 0
	}
	bits := binary.LittleEndian.Uint64(r.body)
	r.body = r.body[8:]
	return math.Float64frombits(bits)
}

func (r *Reader) time() time.Time {
	seconds, rest := r.Int(), r.Uint()
	zone := r.Byte()
	// Beyond these years package time wraps around.
	const far = 1 << 56
	if rest >= 1e9 || seconds > far || seconds < -far {
		r.Break()
		return time.Time{}
	}
	t := time.Unix(seconds, int64(rest))
	switch zone {
	case zoneUTC:
		return t.UTC()
	case zoneLocal:
		return t
	case zoneOffset:
		if offset := r.Int(); offset > -86400 && offset < 86400 {
			return t.In(time.FixedZone("", int(offset)))
		}
	}
	r.Break()
	return time.Time{}
}

// Value reads an RDF value; nil is none.
func (r *Reader) Value() quad.Value { return r.value(r.Byte()) }

func (r *Reader) value(tag byte) quad.Value {
	switch tag {
	case tagNone:
		return nil
	case tagString:
		return quad.String(r.Text())
	case tagIRI:
		return quad.IRI(r.Text())
	case tagBNode:
		return quad.BNode(r.Text())
	case tagLangString:
		text := r.Text()
		return quad.LangString{Value: quad.String(text), Lang: r.Text()}
	case tagTypedString:
		text := r.Text()
		return quad.TypedString{Value: quad.String(text), Type: quad.IRI(r.Text())}
	case tagInt:
		return quad.Int(r.Int())
	case tagFloat:
		return quad.Float(r.float())
	case tagBool:
		return quad.Bool(r.Bool())
	case tagTime:
		return quad.Time(r.time())
	}
	r.Break()
	return nil
}

// Something is a value that must be there.
func (r *Reader) Something() quad.Value {
	v := r.Value()
	if v == nil {
		r.Break()
	}
	return v
}

// Values reads a list of RDF values.
func (r *Reader) Values() []quad.Value {
	n := r.Count()
	var list []quad.Value
	for i := 0; i < n && r.err == nil; i++ {
		list = append(list, r.Something())
	}
	return list
}

// deepest is how deep data may be nested, a little more than a script may emit.
const deepest = 1_100

// Data reads plain data: nil, a string, int64, float64, bool, time.Time, quad.Value, []any or map[string]any.
func (r *Reader) Data() any { return r.data(0) }

func (r *Reader) data(depth int) any {
	before := len(r.body)
	tag := r.Byte()
	if depth > deepest {
		r.Break()
	}
	if r.spend(16); r.err != nil {
		return nil
	}
	switch tag {
	case tagList:
		n := r.Count()
		list := make([]any, 0, min(n, 1024))
		for i := 0; i < n && r.err == nil; i++ {
			list = append(list, r.data(depth+1))
		}
		return list
	case tagObject:
		n := r.Count()
		object := make(map[string]any, min(n, 1024))
		for i := 0; i < n && r.err == nil; i++ {
			key := r.Text()
			r.spend(len(key))
			object[key] = r.data(depth + 1)
		}
		return object
	case tagText:
		text := r.Text()
		r.spend(len(text))
		return text
	case tagWhole:
		return r.Int()
	case tagNumber:
		return r.float()
	case tagTruth:
		return r.Bool()
	case tagMoment:
		return r.time()
	}
	v := r.value(tag)
	r.spend(before - len(r.body))
	if v == nil {
		return nil // not a quad.Value that is nil
	}
	return v
}

func (r *Reader) spend(bytes int) {
	if r.left < 0 {
		return
	}
	if r.left -= bytes; r.left < 0 {
		r.Break()
	}
}
