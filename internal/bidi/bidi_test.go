package bidi_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/internal/bidi"
)

func TestUpright(t *testing.T) {
	for s, want := range map[string]string{
		"":                    "",
		"Ann: Acme → 北辰":      "Ann: Acme → 北辰",
		"שלום":                "שלום",
		"أمل: شركة → חברה":    "أمل\u200e: \u200eشركة \u200e→\u200e חברה",
		"Ann：Acme → חברה, Q1": "Ann\u200e：\u200eAcme \u200e→\u200e חברה\u200e, \u200eQ1",
	} {
		assert.Equal(t, want, bidi.Upright(s))
	}
}
