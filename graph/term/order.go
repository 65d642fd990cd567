package term

import "github.com/cayleygraph/quad"

// OrderText is the text by which nodes are ordered: an IRI as it is, without the brackets that would put
// "x1" after "x11". A blank node begins with a space, which no IRI has, so that it comes first.
func OrderText(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return string(v)
	case quad.BNode:
		return " _:" + string(v)
	}
	return quad.StringOf(v)
}
