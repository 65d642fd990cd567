package lang_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/examples/internal/lang"
)

func TestParse(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "en", "EN": "en", "en-GB": "en",
		"zh-Hant": "zh-Hant", "zh-hant": "zh-Hant", "zh_TW": "zh-Hant", "zh-HK": "zh-Hant",
		"zh-Hans": "zh-Hans", "ZH-HANS": "zh-Hans", "zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-SG": "zh-Hans",
	} {
		got, err := lang.Parse(tag)
		assert.NoError(t, err, tag)
		assert.Equal(t, want, got, tag)
	}
	for _, tag := range []string{"", "fr", "ja", "und", "chinese please", "zh-Latn"} {
		_, err := lang.Parse(tag)
		assert.ErrorContains(t, err, "use -lang en, zh-Hant or zh-Hans", tag)
	}
}
