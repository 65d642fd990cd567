package algebra

// Func is an operator or a built-in function.
type Func uint8

// Operators, then functions in the order of SPARQL 1.1, section 17.4.
const (
	FnNone     Func = iota
	FnOr            // two arguments
	FnAnd           // two arguments
	FnNot           // one
	FnEqual         // =
	FnNotEqual      // !=
	FnLess          // <
	FnGreater       // >
	FnLessEqual
	FnGreaterEqual
	FnIn    // x IN (...): x, then the list
	FnNotIn // x NOT IN (...)
	FnAdd
	FnSubtract
	FnMultiply
	FnDivide
	FnMinus // -x
	FnPlus  // +x

	FnBound // a VarExpr
	FnIf
	FnCoalesce
	FnSameTerm
	FnIsIRI
	FnIsBlank
	FnIsLiteral
	FnIsNumeric
	FnStr
	FnLang
	FnDatatype
	FnIRI // a relative IRI is resolved against Args[1], a Const that the translation adds where there is a base
	FnBNode
	FnStrDT
	FnStrLang
	FnUUID
	FnStrUUID
	FnStrLen
	FnSubstr
	FnUCase
	FnLCase
	FnStrStarts
	FnStrEnds
	FnContains
	FnStrBefore
	FnStrAfter
	FnEncodeForURI
	FnConcat
	FnLangMatches
	FnRegex
	FnReplace
	FnAbs
	FnRound
	FnCeil
	FnFloor
	FnRand
	FnNow
	FnYear
	FnMonth
	FnDay
	FnHours
	FnMinutes
	FnSeconds
	FnTimezone
	FnTZ
	FnMD5
	FnSHA1
	FnSHA256
	FnSHA384
	FnSHA512

	funcs // their number
)

// A Signature says how a function is written and with how many arguments; Most is -1 for any number.
type Signature struct {
	Name        string
	Least, Most int
}

// signatures are in the order of the constants.
var signatures = [funcs]Signature{
	FnOr: {"||", 2, 2}, FnAnd: {"&&", 2, 2}, FnNot: {"!", 1, 1},
	FnEqual: {"=", 2, 2}, FnNotEqual: {"!=", 2, 2}, FnLess: {"<", 2, 2}, FnGreater: {">", 2, 2},
	FnLessEqual: {"<=", 2, 2}, FnGreaterEqual: {">=", 2, 2}, FnIn: {"IN", 1, -1}, FnNotIn: {"NOT IN", 1, -1},
	FnAdd: {"+", 2, 2}, FnSubtract: {"-", 2, 2}, FnMultiply: {"*", 2, 2}, FnDivide: {"/", 2, 2},
	FnMinus: {"-", 1, 1}, FnPlus: {"+", 1, 1},
	FnBound: {"BOUND", 1, 1}, FnIf: {"IF", 3, 3}, FnCoalesce: {"COALESCE", 0, -1}, FnSameTerm: {"sameTerm", 2, 2},
	FnIsIRI: {"isIRI", 1, 1}, FnIsBlank: {"isBLANK", 1, 1}, FnIsLiteral: {"isLITERAL", 1, 1},
	FnIsNumeric: {"isNUMERIC", 1, 1}, FnStr: {"STR", 1, 1}, FnLang: {"LANG", 1, 1}, FnDatatype: {"DATATYPE", 1, 1},
	FnIRI: {"IRI", 1, 1}, FnBNode: {"BNODE", 0, 1}, FnStrDT: {"STRDT", 2, 2}, FnStrLang: {"STRLANG", 2, 2},
	FnUUID: {"UUID", 0, 0}, FnStrUUID: {"STRUUID", 0, 0},
	FnStrLen: {"STRLEN", 1, 1}, FnSubstr: {"SUBSTR", 2, 3}, FnUCase: {"UCASE", 1, 1}, FnLCase: {"LCASE", 1, 1},
	FnStrStarts: {"STRSTARTS", 2, 2}, FnStrEnds: {"STRENDS", 2, 2}, FnContains: {"CONTAINS", 2, 2},
	FnStrBefore: {"STRBEFORE", 2, 2}, FnStrAfter: {"STRAFTER", 2, 2}, FnEncodeForURI: {"ENCODE_FOR_URI", 1, 1},
	FnConcat: {"CONCAT", 0, -1}, FnLangMatches: {"LANGMATCHES", 2, 2}, FnRegex: {"REGEX", 2, 3}, FnReplace: {"REPLACE", 3, 4},
	FnAbs: {"ABS", 1, 1}, FnRound: {"ROUND", 1, 1}, FnCeil: {"CEIL", 1, 1}, FnFloor: {"FLOOR", 1, 1}, FnRand: {"RAND", 0, 0},
	FnNow: {"NOW", 0, 0}, FnYear: {"YEAR", 1, 1}, FnMonth: {"MONTH", 1, 1}, FnDay: {"DAY", 1, 1}, FnHours: {"HOURS", 1, 1},
	FnMinutes: {"MINUTES", 1, 1}, FnSeconds: {"SECONDS", 1, 1}, FnTimezone: {"TIMEZONE", 1, 1}, FnTZ: {"TZ", 1, 1},
	FnMD5: {"MD5", 1, 1}, FnSHA1: {"SHA1", 1, 1}, FnSHA256: {"SHA256", 1, 1}, FnSHA384: {"SHA384", 1, 1}, FnSHA512: {"SHA512", 1, 1},
}

// Signature gives how a function is written.
func (f Func) Signature() Signature {
	if f >= funcs {
		return Signature{}
	}
	return signatures[f]
}

func (f Func) String() string { return f.Signature().Name }

// IsOperator tells operators, written between or before their arguments, from functions.
func (f Func) IsOperator() bool { return f >= FnOr && f <= FnPlus }
