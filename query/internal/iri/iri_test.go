package iri

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The examples of RFC 3986, section 5.4, and what they leave out.
func TestResolve(t *testing.T) {
	for ref, want := range map[string]string{
		"g:h": "g:h", "g": "http://a/b/c/g", "./g": "http://a/b/c/g", "g/": "http://a/b/c/g/", "/g": "http://a/g", "//g": "http://g",
		"?y": "http://a/b/c/d;p?y", "g?y": "http://a/b/c/g?y", "#s": "http://a/b/c/d;p?q#s", "g#s": "http://a/b/c/g#s",
		"g?y#s": "http://a/b/c/g?y#s", ";x": "http://a/b/c/;x", "g;x": "http://a/b/c/g;x", "": "http://a/b/c/d;p?q",
		".": "http://a/b/c/", "./": "http://a/b/c/", "..": "http://a/b/", "../": "http://a/b/", "../g": "http://a/b/g",
		"../..": "http://a/", "../../g": "http://a/g", "../../../g": "http://a/g", "/./g": "http://a/g", "/../g": "http://a/g",
		"g.": "http://a/b/c/g.", "..g": "http://a/b/c/..g", "./g/.": "http://a/b/c/g/", "g/../h": "http://a/b/c/h",
		"g?y/../x": "http://a/b/c/g?y/../x", "http://x/../y": "http://x/../y",
	} {
		got, ok := Resolve("http://a/b/c/d;p?q", ref)
		assert.True(t, ok, ref)
		assert.Equal(t, want, got, ref)
	}
	got, ok := Resolve("http://a", "b")
	assert.True(t, ok)
	assert.Equal(t, "http://a/b", got)
	_, ok = Resolve("", "b")
	assert.False(t, ok)
	_, ok = Resolve("relative/", "b")
	assert.False(t, ok)
}
