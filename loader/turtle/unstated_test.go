package turtle_test

import (
	"strings"
	"testing"

	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

var speculative = syntax.WithUnstated(syntax.Unstated{Predicate: "a:sure", Object: "a:no", Weaker: []string{"a:less"}})

// What is reified but not stated is taken, and something is said of who reifies it, once, at the end of the file.
func TestUnstated(t *testing.T) {
	for file, want := range map[string]string{
		":c rdf:reifies <<( :s :p :o )>> .":                                                   "s p o c|c sure no",
		":c rdf:reifies <<( :s :p :o )>>, <<( :s :p 1 )>> . :d rdf:reifies <<( :s :p 1 )>> .": "s p o c|s p '1' c|s p '1' d|c sure no|d sure no",
		":c rdf:reifies <<( :s :p :o )>> . :s :p :o .":                                        "s p o c|s p o",
		":s :p :o ~ :d . :c rdf:reifies <<( :s :p :o )>>, <<( :s :p :u )>> .":                 "s p o d|s p o c|s p u c|c sure no",
		"_:c rdf:reifies <<( :s :p :o )>> . [] rdf:reifies <<( :s :q :o )>> .":                "s p o _:c|s q o _:d|_:c sure no|_:d sure no",
		":c rdf:reifies <<( :s :p :o )>> ; :sure :no .":                                       "s p o c|c sure no",
		":c :sure :less . :c rdf:reifies <<( :s :p :o )>> .":                                  "s p o c|c sure less",
		":c :sure :yes . :d rdf:reifies <<( :s :p :o )>> .":                                   "c sure yes|s p o d|d sure no",
		":d rdf:reifies <<( :c :sure :yes )>> . :c rdf:reifies <<( :c :sure :no )>> .":        "!2:55",
		":c rdf:reifies <<( :s :p :o )>> . :s :p :a . :c :sure :less, :yes .":                 "!2:16",
		":c :sure 'no' .\n :c rdf:reifies <<( :s :p :o )>> .":                                 "!3:17",
	} {
		got, err := readertest.Alike(t, newReader, []byte(reifies+file), []int{1, 2, 3, 7, 1000}, syntax.WithReifiers(), speculative)
		if place, wrong := strings.CutPrefix(want, "!"); wrong {
			if err == nil || !strings.HasPrefix(err.Error(), place+": a triple that is reified, but that the file does not state, by a reifier of which it says that it is more certain; expected it as a statement too, or a:no") {
				t.Errorf("%s: %v, %v", file, got, err)
			}
			continue
		}
		lines := ""
		for line := range strings.SplitSeq(want, "|") {
			for _, word := range strings.Fields(line) {
				switch {
				case word == "'1'":
					word = `"1"^^<http://www.w3.org/2001/XMLSchema#integer>`
				case !strings.HasPrefix(word, "_:"):
					word = "<a:" + word + ">"
				}
				lines += word + " "
			}
			lines += ".\n"
		}
		expected, err2 := readertest.ReadAll(nquads.NewReader(strings.NewReader(lines)))
		if err2 != nil {
			t.Fatal(err2)
		}
		if err != nil || !isotest.Isomorphic(got, expected) {
			t.Errorf("%s\n got %v, %v\nwant %v", file, got, err, expected)
		}
	}
}
