package sheet_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/internal/sheet"
)

func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\ta": "'\ta", "\ra": "'\ra", "a=1": "a=1", "'a": "'a", "林": "林",
	} {
		assert.Equal(t, want, sheet.Harmless(cell), "%q", cell)
		assert.Equal(t, cell, sheet.Plain(want), "%q", cell)
	}
}
