package names

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNamesWithoutTitles(t *testing.T) {
	for name, want := range map[string]string{
		"Dr. Wang Xiaoming": "wang xiaoming", "Wang Xiaoming, Ph.D.": "wang xiaoming", "Prof. Dr. Ada Löf": "ada lof",
		"王小明博士": "王小明", "張教授": "張教授", "張三 博士": "張三", "Dr.": "dr", "Mr. Ms": "mr", "": "",
	} {
		assert.Equal(t, want, strings.Join(PersonWords(Fold(name)), " "), name)
	}
	for name, want := range map[string]string{
		"OpenAI, Inc.": "openai", "Xiaomi Co., Ltd.": "xiaomi", "深度求索有限公司": "深度求索", "百度公司": "百度", "Bolt": "bolt",
		"Company": "company", "Inc. Magazine": "inc magazine", "Société Générale S.A.": "societe generale",
	} {
		assert.Equal(t, want, strings.Join(OrganizationWords(Fold(name)), " "), name)
	}
}
