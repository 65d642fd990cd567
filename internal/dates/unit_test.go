package dates

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestUnits(t *testing.T) {
	for text, want := range map[string][3]string{
		"2024":            {"2024", "2024", "2024"},
		"2024~":           {"2024", "2024", "2024"},
		"2024-03":         {"2024", "2024-33", "2024-03"},
		"2024-12-31":      {"2024", "2024-36", "2024-12"},
		"2024-34":         {"2024", "2024-34", "2024-34"},
		"2024-40":         {"2024", "2024", "2024"},
		"2024-03/2024-04": {"2024", "2024", "2024"},
		"2023-12/2024-01": {"2023-12/2024-01", "2023-12/2024-01", "2023-12/2024-01"},
		"2022/..":         {"2022/..", "2022/..", "2022/.."},
		"-0044-03":        {"-0044", "-0044-33", "-0044-03"},
	} {
		s, ok := ParseSpan(text)
		require.True(t, ok, text)
		for u, want := range want {
			assert.Equal(t, want, s.In(Unit(u)).String(), text)
		}
	}
	u, err := ParseUnit("Quarter")
	assert.NoError(t, err)
	assert.Equal(t, Quarters, u)
	_, err = ParseUnit("week")
	assert.EqualError(t, err, `there is no period "week"; use one of year, quarter, month`)
}
