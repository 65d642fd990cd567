package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"flag"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/hostile"
)

var update = flag.Bool("update", false, "write the pictures that README shows anew")

// atlasOf draws an atlas, and gives its folder.
func atlasOf(t *testing.T, args ...string) string {
	t.Helper()
	dir := t.TempDir()
	var out, errs bytes.Buffer
	require.NoError(t, run(t.Context(), append(args, "-out", dir), &out, &errs))
	assert.Equal(t, "open "+filepath.Join(dir, "index.html")+"\n", out.String())
	return dir
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	require.NoError(t, err)
	return string(text)
}

func TestAtlas(t *testing.T) {
	dir := atlasOf(t)
	index := read(t, dir, "index.html")
	for _, m := range regexp.MustCompile(`(?:href|src)="([^"#]*)"`).FindAllStringSubmatch(index, -1) {
		assert.FileExists(t, filepath.Join(dir, m[1]), "what the index leads to is there")
	}
	for _, name := range []string{"flows", "network", "matrix", "careers"} {
		assert.Contains(t, index, `<img src="`+name+`.svg"`)
		assert.Contains(t, read(t, dir, name+".html"), "¶", "with its evidence")
	}
	assert.Contains(t, read(t, dir, "flows.csv"), "Alibaba,ByteDance,2,")
	assert.Contains(t, index, "disputed")
	assert.NoFileExists(t, filepath.Join(dir, "matrix.dot"))
}

// README shows two of the pictures; they are those that the program draws.
func TestPicturesOfREADME(t *testing.T) {
	dir := atlasOf(t)
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	for _, name := range []string{"flows.svg", "network.svg"} {
		kept := filepath.Join("testdata", name)
		if *update {
			require.NoError(t, os.WriteFile(kept, []byte(read(t, dir, name)), 0o666))
		}
		assert.Equal(t, read(t, dir, name), read(t, ".", kept), "go test ./examples/atlas -update writes it anew")
		assert.Contains(t, string(readme), "](examples/atlas/testdata/"+name+")")
	}
}

// The index is in the language of the words, and says what is disputed and who says so.
func TestIndex(t *testing.T) {
	for lang, want := range map[string][]string{
		"en":      {"<h1>Atlas</h1>", "Of the bundled facts: ", "table and evidence", "id:talentwar2024 ¶3 [62:128] disputed: The year"},
		"zh-hant": {"<h1>圖集</h1>", `<html lang="zh-Hant">`, "據內附的事實：", "表格與依據", "存疑"},
		"zh-Hans": {"<h1>图集</h1>", "据内附的事实：", "表格与依据", "存疑：年份"},
	} {
		index := read(t, atlasOf(t, "-lang", lang), "index.html")
		for _, words := range want {
			assert.Contains(t, index, words)
		}
		style := regexp.MustCompile(`<style>([\s\S]*)</style>`).FindStringSubmatch(index)
		require.NotNil(t, style)
		sum := sha256.Sum256([]byte(style[1]))
		assert.Contains(t, html.UnescapeString(index), "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'", "the policy lets no other style in")
		assert.NotContains(t, index, "unsafe")
		if lang != "en" {
			body := regexp.MustCompile(`<style>[\s\S]*</style>|<[^>]*>`).ReplaceAllString(index, "")
			assert.NotRegexp(t, `\b(the|and|with|of|also|disputed|stated|Not|Ordered)\b`, body)
		}
	}
	file := filepath.Join(t.TempDir(), "moves.csv")
	require.NoError(t, os.WriteFile(file, []byte("person,from,to,when\nAnn,Acme,Bolt,2020\nAnn,Acme,Coil,2020\n"), 0o600))
	index := read(t, atlasOf(t, file), "index.html")
	assert.Contains(t, index, "Of moves.csv: ")
	assert.Contains(t, index, "Ann: Acme → Bolt", "what contradicts is said in words, though nobody is told to say so")
}

// What is asked for wrongly is said before anything is written, and no file that is read is written over.
func TestRefused(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "flows.csv")
	require.NoError(t, os.WriteFile(file, []byte("person,from,to\nAnn,Acme,Bolt\n"), 0o600))
	for want, args := range map[string][]string{
		"would be written over":  {file, "-out", dir},
		`"zh_CN" is no language`: {"-lang", "zh_CN", "-out", dir},
		`"" is no language`:      {"-lang", "en,", "-out", dir},
		"two languages at most":  {"-lang", "en,fr,de", "-out", dir},
		"no such file":           {filepath.Join(dir, "no.csv"), "-out", dir},
		"not a directory":        {"-out", file},
	} {
		err := run(t.Context(), args, io.Discard, io.Discard)
		assert.ErrorContains(t, err, want)
	}
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, left, 1)
	assert.Equal(t, "person,from,to\nAnn,Acme,Bolt\n", read(t, dir, "flows.csv"))
}

func TestOwnFiles(t *testing.T) {
	dir := atlasOf(t, "../../testdata/tables/people.csv", "../../testdata/tables/moves.csv", "-lang", "zh-Hans")
	assert.Contains(t, read(t, dir, "flows.svg"), "人员从哪里流向哪里")
	assert.NotContains(t, read(t, dir, "flows.svg"), "Alibaba 阿里巴巴")
}

// Names are text in every file, whatever is in them.
func TestHostile(t *testing.T) {
	dir := atlasOf(t, hostile.Facts(t))
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	for _, name := range names {
		text := read(t, dir, filepath.Base(name))
		assert.NotContains(t, text, "\x1b", name)
		switch filepath.Ext(name) {
		case ".svg", ".gexf":
			d := xml.NewDecoder(strings.NewReader(text))
			for err == nil {
				_, err = d.Token()
			}
			assert.True(t, errors.Is(err, io.EOF), "%s: %v", name, err)
			err = nil
		case ".html":
			assert.LessOrEqual(t, strings.Count(text, "<script"), 1, name)
		}
	}
}
