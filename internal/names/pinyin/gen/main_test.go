package main

import (
	"bytes"
	"os"
	"testing"
)

// The table in use is the one that go-pinyin gives; what is looked up in it is tested beside it.
func TestTableIsOfGoPinyin(t *testing.T) {
	have, err := os.ReadFile("../readings.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := table()
	if bytes.Equal(have, want) {
		return
	}
	in, other := bytes.Split(have, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(in), len(other)) {
		if !bytes.Equal(in[i], other[i]) {
			t.Fatalf("line %d is %q, and would be made as %q", i+1, in[i], other[i])
		}
	}
	t.Fatalf("%d lines, and %d would be made", len(in), len(other))
}
