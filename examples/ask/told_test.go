package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/query/questions"
)

// What tables tell without names of its own is named by what it joins, sources as the cells name them, and times in words.
func TestWordsForWhatTablesTell(t *testing.T) {
	folder := t.TempDir()
	for name, table := range map[string]string{
		"posts.csv": "person,organization,role,since,until,source\nAnn,Acme,CEO,2020,2022-05,Daily News\nBob,Acme,CEO,2021,2023,https://news.example/2\n",
		"funds.csv": "investor,investee,when,source\nFund,Acme,Q1 2024,每日新闻\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(table), 0o666))
	}
	for question, want := range map[string][]string{
		"disputed":              {"Ann: CEO, Acme · holder · Ann\n    Daily News\n  Bob: CEO, Acme · holder · Bob\n    https://news.example/2\n"},
		"organization Acme":     {"Fund → Acme"},
		"why Ann":               {"Ann: CEO, Acme · when · 2020 to 2022-05\n  Daily News\n"},
		"around Acme":           {"Fund –invested in→ Acme (Q1 2024)", "(2020 to 2022-05)"},
		"investments -evidence": {"每日新闻"},
		"sources":               {"Daily News  ", "https://news.example/2  ", "每日新闻"},
	} {
		var out bytes.Buffer
		require.NoError(t, run(t.Context(), append(strings.Fields(question), "-data", folder), &out, io.Discard), question)
		for _, text := range want {
			assert.Contains(t, out.String(), text, question)
		}
	}
	assert.Equal(t, "year, quarter or month", inputHelp(questions.Input{Kind: questions.Period}))
}
