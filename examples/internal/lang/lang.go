// Package lang reads the -lang flag of the examples.
package lang

import (
	"fmt"

	"golang.org/x/text/language"
)

// All are the languages that the examples print in.
func All() []string { return []string{"en", "zh-Hant", "zh-Hans"} }

// Parse finds the language that a tag (BCP 47) asks for: "zh-hant" and "zh-TW" are zh-Hant, "zh" and "zh-CN"
// zh-Hans.
func Parse(tag string) (string, error) {
	var offered []language.Tag
	for _, name := range All() {
		offered = append(offered, language.Make(name))
	}
	if wanted, err := language.Parse(tag); err == nil {
		if _, i, confidence := language.NewMatcher(offered).Match(wanted); confidence >= language.High {
			return All()[i], nil
		}
	}
	return "", fmt.Errorf("no language %q; use -lang en, zh-Hant or zh-Hans", tag)
}
