package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
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
	for _, m := range regexp.MustCompile(`(?:href|src)="([^"]*)"`).FindAllStringSubmatch(index, -1) {
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
