package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// go test ./examples/talentwar -update writes the expected output anew.
var update = flag.Bool("update", false, "write testdata anew")

// Tables are as wide as COLUMNS says.
func TestMain(m *testing.M) {
	os.Setenv("COLUMNS", "100")
	os.Exit(m.Run())
}

func TestOutput(t *testing.T) {
	for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
		t.Run(lang, func(t *testing.T) {
			var out bytes.Buffer
			require.NoError(t, run(t.Context(), []string{"-lang", lang}, &out, os.Stderr))
			golden := filepath.Join("testdata", lang+".txt")
			if *update {
				require.NoError(t, os.WriteFile(golden, out.Bytes(), 0o666))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), out.String())
		})
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-json"}, &out, os.Stderr))
	type entity struct {
		ID     string
		Labels map[string]string
	}
	var got struct {
		Moves []struct {
			Person, From, To *entity
			Certainty        string
			Evidence         []struct {
				Claim, Source string
				Paragraph     int
			}
		}
		Flows []struct {
			From, To entity
			Count    int
		}
		StrategiesBySector []struct {
			Sector     entity
			Strategies []struct {
				Organization entity
				Summary      map[string]string
			}
		}
		Models []struct{ Person, Leads entity }
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	require.Len(t, got.Moves, 10)
	for _, m := range got.Moves {
		require.NotEmpty(t, m.Evidence)
		for _, e := range m.Evidence {
			assert.True(t, strings.HasSuffix(e.Source, "talentwar2024"))
			assert.Positive(t, e.Paragraph)
		}
	}
	require.NotEmpty(t, got.Flows)
	assert.Equal(t, "Alibaba", got.Flows[0].From.Labels["en"])
	assert.Equal(t, "ByteDance", got.Flows[0].To.Labels["en"])
	assert.Equal(t, 2, got.Flows[0].Count)
	healthcare := ""
	for _, s := range got.StrategiesBySector {
		for _, strategy := range s.Strategies {
			assert.NotEmpty(t, strategy.Summary["en"])
			if s.Sector.Labels["en"] == "healthcare" {
				healthcare += strategy.Organization.Labels["en"]
			}
		}
	}
	assert.Equal(t, "Baidu", healthcare)
	assert.Len(t, got.Models, 3)
}

func TestBadArguments(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-lang", "fr"}, `no language "fr"; use -lang en, zh-Hant or zh-Hans`},
		{[]string{"extra"}, `unexpected argument "extra"`},
		{[]string{"-nonsense"}, "nonsense"},
	} {
		var out, stderr bytes.Buffer
		assert.ErrorContains(t, run(t.Context(), c.args, &out, &stderr), c.want)
		assert.Empty(t, out.String())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	assert.ErrorIs(t, run(ctx, nil, &out, os.Stderr), context.Canceled)
}
