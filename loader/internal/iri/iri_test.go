package iri

import "testing"

// TestRFC3986 has the examples of RFC 3986, section 5.4.
func TestRFC3986(t *testing.T) {
	base, ok := NewBase([]byte("http://a/b/c/d;p?q"))
	if !ok {
		t.Fatal("no base")
	}
	for _, c := range [][2]string{
		// 5.4.1, normal examples (without "g:h", which is absolute)
		{"g", "http://a/b/c/g"},
		{"./g", "http://a/b/c/g"},
		{"g/", "http://a/b/c/g/"},
		{"/g", "http://a/g"},
		{"//g", "http://g"},
		{"?y", "http://a/b/c/d;p?y"},
		{"g?y", "http://a/b/c/g?y"},
		{"#s", "http://a/b/c/d;p?q#s"},
		{"g#s", "http://a/b/c/g#s"},
		{"g?y#s", "http://a/b/c/g?y#s"},
		{";x", "http://a/b/c/;x"},
		{"g;x", "http://a/b/c/g;x"},
		{"g;x?y#s", "http://a/b/c/g;x?y#s"},
		{"", "http://a/b/c/d;p?q"},
		{".", "http://a/b/c/"},
		{"./", "http://a/b/c/"},
		{"..", "http://a/b/"},
		{"../", "http://a/b/"},
		{"../g", "http://a/b/g"},
		{"../..", "http://a/"},
		{"../../", "http://a/"},
		{"../../g", "http://a/g"},
		// 5.4.2, abnormal examples
		{"../../../g", "http://a/g"},
		{"../../../../g", "http://a/g"},
		{"/./g", "http://a/g"},
		{"/../g", "http://a/g"},
		{"g.", "http://a/b/c/g."},
		{".g", "http://a/b/c/.g"},
		{"g..", "http://a/b/c/g.."},
		{"..g", "http://a/b/c/..g"},
		{"./../g", "http://a/b/g"},
		{"./g/.", "http://a/b/c/g/"},
		{"g/./h", "http://a/b/c/g/h"},
		{"g/../h", "http://a/b/c/h"},
		{"g;x=1/./y", "http://a/b/c/g;x=1/y"},
		{"g;x=1/../y", "http://a/b/c/y"},
		{"g?y/./x", "http://a/b/c/g?y/./x"},
		{"g?y/../x", "http://a/b/c/g?y/../x"},
		{"g#s/./x", "http://a/b/c/g#s/./x"},
		{"g#s/../x", "http://a/b/c/g#s/../x"},
	} {
		if got := string(base.Resolve([]byte("kept "), []byte(c[0]))); got != "kept "+c[1] {
			t.Errorf("%q: got %s, want %s", c[0], got, c[1])
		}
	}
}

func TestOtherBases(t *testing.T) {
	for _, c := range [][3]string{
		{"http://a", "b", "http://a/b"},
		{"http://a?q", "", "http://a?q"},
		{"http://a?q#f", "", "http://a?q"},
		{"http://a/b#f", "#g", "http://a/b#g"},
		{"http://a?q", "?", "http://a?"},
		{"http://a/b?q", "//c/../d", "http://c/d"},
		{"urn:x:y", "z", "urn:z"},
		{"urn:x/y", "../../z", "urn:/z"},
		{"file:///a/b", "../../c", "file:///c"},
		{"http://a//b/c", "../../d", "http://a/d"},
		{"http://a/部門/x", "../人?年", "http://a/人?年"},
		{"http://a/b/../c/d", "", "http://a/b/../c/d"},
	} {
		base, ok := NewBase([]byte(c[0]))
		if !ok {
			t.Fatal(c[0])
		}
		if got := string(base.Resolve(nil, []byte(c[1]))); got != c[2] {
			t.Errorf("%q against %s: got %s, want %s", c[1], c[0], got, c[2])
		}
	}
	for _, relative := range []string{"", "a", "/a", "1a:b", ":a", "a/b:c"} {
		if _, ok := NewBase([]byte(relative)); ok {
			t.Errorf("%q is no base", relative)
		}
	}
}

// FuzzResolve compares with the RFC's pseudocode, taken at its word.
func FuzzResolve(f *testing.F) {
	f.Add("/a/b/../c/./d/..", "../x")
	f.Fuzz(func(t *testing.T, head, tail string) {
		got := string(appendPath(nil, []byte(head), []byte(tail)))
		if want := removeDotSegments(head + tail); got != want {
			t.Errorf("%q: got %q, want %q", head+tail, got, want)
		}
	})
}
