package json

// Kind tells what a value is.
type Kind uint8

// The kinds of values. The zero Kind is none: no value.
const (
	None Kind = iota
	Null
	False
	True
	Number
	String
	Array
	Object
)

// Value is a JSON value. Trees are not changed once they are read.
type Value struct {
	Place
	Kind    Kind
	Text    string // of a string, or a number as it is written
	Items   []*Value
	Members []Member // in the order of the text
}

// Member is one key of an object and its value.
type Member struct {
	Name  string
	At    Place // of the key
	Value *Value
}

// Get gives the value of a key, nil if v is no object or has no such key.
func (v *Value) Get(name string) *Value {
	if v == nil {
		return nil
	}
	for i := range v.Members {
		if v.Members[i].Name == name {
			return v.Members[i].Value
		}
	}
	return nil
}

// Is tells whether v is of a kind; no value is of none.
func (v *Value) Is(k Kind) bool { return v != nil && v.Kind == k }

// Bool tells whether v is true or false.
func (v *Value) Bool() bool { return v != nil && (v.Kind == True || v.Kind == False) }

// Scalar tells whether v is a string, a number, true or false.
func (v *Value) Scalar() bool { return v != nil && v.Kind >= False && v.Kind <= String }

// List gives an array's items, or v itself as the only one.
func (v *Value) List() []*Value {
	if v.Kind == Array {
		return v.Items
	}
	return []*Value{v}
}

// Equal tells whether two values mean the same: the order of keys does not matter, the spelling of numbers does.
func Equal(a, b *Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) || len(a.Members) != len(b.Members) {
		return false
	}
	for i := range a.Items {
		if !Equal(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for i := range a.Members {
		other := b.Members[i].Value
		if b.Members[i].Name != a.Members[i].Name {
			other = b.Get(a.Members[i].Name)
		}
		if other == nil || !Equal(a.Members[i].Value, other) {
			return false
		}
	}
	return true
}

// NewString makes a string that stands in no text.
func NewString(text string) *Value { return &Value{Kind: String, Text: text} }

// NewArray makes an array that stands in no text.
func NewArray(items ...*Value) *Value { return &Value{Kind: Array, Items: items} }

// NewObject makes an object without members that stands in no text.
func NewObject() *Value { return &Value{Kind: Object} }

// Set adds a member to an object that is being built, or changes it.
func (v *Value) Set(name string, value *Value) {
	for i := range v.Members {
		if v.Members[i].Name == name {
			v.Members[i].Value = value
			return
		}
	}
	v.Members = append(v.Members, Member{Name: name, Value: value})
}

// Delete takes a member from an object that is being built.
func (v *Value) Delete(name string) {
	for i := range v.Members {
		if v.Members[i].Name == name {
			v.Members = append(v.Members[:i], v.Members[i+1:]...)
			return
		}
	}
}
