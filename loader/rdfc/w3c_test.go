package rdfc_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/rdfc"
)

// exceptions names the tests that fail, with the reason.
var exceptions = map[string]string{}

func TestW3C(t *testing.T) {
	dir := w3c.Dir(t, "rdfc10")
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	rows, err := csv.NewReader(bytes.NewReader(read("manifest.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	const name, algorithm, form, ids = 0, 5, 6, 7 // columns
	forms, negative, maps := 0, 0, 0
	for _, row := range rows[1:] {
		check := func(t *testing.T) string {
			in, err := quad.ReadAll(nquads.NewReader(bytes.NewReader(read(row[name] + "-in.nq"))))
			if err != nil {
				t.Fatal(err)
			}
			var opts []rdfc.Option
			if row[algorithm] == "SHA384" {
				opts = append(opts, rdfc.WithAlgorithm(rdfc.SHA384))
			}
			c, err := rdfc.Canonicalize(t.Context(), in, opts...)
			if row[form] == "RDFC10NegativeEvalTest" {
				negative++
				if !errors.Is(err, limit.Err) {
					return "not stopped by the work limit"
				}
				return ""
			}
			if err != nil {
				return err.Error()
			}
			forms++
			if want := read(row[name] + "-rdfc10.nq"); !bytes.Equal(c.Bytes(), want) {
				return "got\n" + string(c.Bytes()) + "want\n" + string(want)
			}
			if row[ids] == "TRUE" {
				maps++
				return checkNames(t, c, read(row[name]+"-rdfc10map.json"))
			}
			return ""
		}
		t.Run(row[name], func(t *testing.T) {
			problem := check(t)
			reason, excepted := exceptions[row[name]]
			switch {
			case problem != "" && !excepted:
				t.Error(problem)
			case problem != "":
				t.Skip("known to fail: ", reason)
			case excepted:
				t.Error("it passes; take it from the list of exceptions")
			}
		})
	}
	if forms != 64 || negative != 1 || maps != 21 {
		t.Errorf("%d forms, %d stopped, %d maps; want 64, 1, 21", forms, negative, maps)
	}
	t.Logf("%d forms, %d stopped by the work limit, %d maps, %d exceptions", forms, negative, maps, len(exceptions))
}

func checkNames(t *testing.T, c *rdfc.Canonical, file []byte) string {
	var want map[string]string
	if err := json.Unmarshal(file, &want); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(c.Names(), want) {
		return "names differ"
	}
	return ""
}
