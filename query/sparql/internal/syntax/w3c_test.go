package syntax

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/sparql/internal/suite"
)

func readTurtle(file, base string) ([]quad.Quad, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return quad.ReadAll(turtle.NewReader(f, syntax.WithFile(file), syntax.WithBase(base)))
}

// All texts of the suites: those of syntax tests, and those of evaluation tests, which must be readable too. What can be
// read is printed, and read again to the same algebra.
func TestW3C(t *testing.T) {
	tests := suite.Tests(t, readTurtle, "sparql10", "manifest.ttl")
	tests = append(tests, suite.Tests(t, readTurtle, "sparql11", "manifest-sparql11-query.ttl", "manifest-sparql11-update.ttl",
		"manifest-sparql11-results.ttl", "manifest-sparql11-fed.ttl")...)
	counts := map[string]int{}
	for _, test := range tests {
		counts[test.Type]++
		t.Run(test.Group+"/"+test.Name, func(t *testing.T) {
			text, err := os.ReadFile(test.Action)
			require.NoError(t, err)
			_, err = parse(string(text), strings.HasSuffix(test.Action, ".ru"), suite.Base(test.Action))
			if strings.HasPrefix(test.Type, "Negative") {
				var bad *Error
				require.ErrorAs(t, err, &bad)
				lines := strings.Split(string(text), "\n")
				require.True(t, 1 <= bad.Line && bad.Line <= len(lines), "%v", err)
				assert.True(t, 1 <= bad.Column && bad.Column <= len([]rune(lines[bad.Line-1]))+1, "%v", err)
				return
			}
			require.NoError(t, err)
		})
	}
	assert.Equal(t, map[string]int{"QueryEvaluationTest": 283 + 225 + 7 + 7, "UpdateEvaluationTest": 94, "CSVResultFormatTest": 3,
		"PositiveSyntaxTest": 149, "NegativeSyntaxTest": 50, "PositiveSyntaxTest11": 63 + 3, "NegativeSyntaxTest11": 48,
		"PositiveUpdateSyntaxTest11": 42, "NegativeUpdateSyntaxTest11": 13}, counts)
}

// parse reads a text, and holds its printed form to the same algebra.
func parse(text string, update bool, base string) (any, error) {
	opts := Options{Base: base, MaxSize: 64 << 10, MaxNesting: 200}
	first, printed, err := translate(text, update, opts)
	if err != nil {
		return nil, err
	}
	second, again, err := translate(printed, update, Options{})
	switch {
	case err != nil:
		return nil, &printError{printed, err.Error()}
	case again != printed:
		return nil, &printError{printed, "printed again it is\n" + again}
	case !reflect.DeepEqual(withoutPlaces(listed(first)), withoutPlaces(listed(second))):
		return nil, &printError{printed, "the algebra is another one"}
	}
	return first, nil
}

type printError struct{ printed, reason string }

func (e *printError) Error() string { return e.reason + "\n" + e.printed }

func translate(text string, update bool, opts Options) (any, string, error) {
	if update {
		r, err := ParseUpdate(text, opts)
		if err != nil {
			return nil, "", err
		}
		return r.Algebra(), r.String(), nil
	}
	q, err := ParseQuery(text, opts)
	if err != nil {
		return nil, "", err
	}
	return q.Algebra(), q.String(), nil
}

// withoutPlaces clears all places in a tree, in place.
func withoutPlaces(v any) any {
	clearPlaces(reflect.ValueOf(v))
	return v
}

func clearPlaces(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			clearPlaces(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			clearPlaces(v.Index(i))
		}
		if v.Len() == 0 && v.CanSet() {
			v.SetZero()
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[algebra.Place]() {
			v.SetZero()
			return
		}
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				clearPlaces(v.Field(i))
			}
		}
	}
}
