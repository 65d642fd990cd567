// Texts and regular expressions. What the engine does to a text in one go is kept to texts of a bounded length;
// what makes a text or a list of any length is done in JavaScript; and RegExp is our own, over a matcher that
// can be interrupted.
(function (go, safe) {
	"use strict";
	var S = String.prototype, uncurry = safe.uncurry;
	var indexOf = uncurry(S.indexOf), slice = uncurry(S.slice), codeAt = uncurry(S.charCodeAt);

	function self(value, name) {
		if (value === null || value === undefined) throw new TypeError("String.prototype." + name + " called on " + value);
		return `${value}`;
	}
	// bounded makes a method refuse long texts, its arguments included; objects are made text first.
	function bounded(name, most) {
		var f = uncurry(S[name]), wrapped = {};
		wrapped[name] = function (a, b, c) {
			var s = self(this, name);
			if (s.length > most) go.tooLong(name, most);
			if (a !== null && typeof a === "object") a = `${a}`;
			if (typeof a === "string" && a.length > most) go.tooLong(name, most);
			return arguments.length === 0 ? f(s) : arguments.length === 1 ? f(s, a) : f(s, a, b, c);
		};
		safe.define(S, wrapped);
	}
	["endsWith", "includes", "indexOf", "lastIndexOf", "startsWith", "trim", "trimEnd", "trimStart"]
		.forEach(function (name) { bounded(name, go.maxText); });
	["toLowerCase", "toUpperCase", "toLocaleLowerCase", "toLocaleUpperCase"].forEach(function (name) { bounded(name, go.maxText / 8); });
	["localeCompare", "normalize"].forEach(function (name) { bounded(name, go.maxText / 32); });

	function times(s, n, name) {
		if (s.length * n > go.maxText) go.tooLong(name, go.maxText);
		var out = "";
		for (; n > 0; n = (n - n % 2) / 2) {
			if (n % 2) out += s;
			if (n > 1) s += s;
		}
		return out;
	}
	function pad(s, target, filler, name) {
		target = +target;
		filler = filler === undefined ? " " : `${filler}`;
		if (!(target > s.length) || filler === "") return "";
		if (target > go.maxText) go.tooLong(name, go.maxText);
		var missing = target - target % 1 - s.length;
		return slice(times(filler, Math.ceil(missing / filler.length), name), 0, missing);
	}
	function method(o, symbol) { return o === null || typeof o !== "object" ? undefined : o[symbol]; }
	// expand writes a replacement with its $1, $& and $<name>.
	function expand(template, s, match, at, groups, named) {
		var out = "", i = 0, dollar, c, n;
		while ((dollar = indexOf(template, "$", i)) >= 0) {
			out += slice(template, i, dollar);
			c = template[dollar + 1]; i = dollar + 2;
			if (c === "$") out += "$";
			else if (c === "&") out += match;
			else if (c === "`") out += slice(s, 0, at);
			else if (c === "'") out += slice(s, at + match.length);
			else if (c === "<" && named !== undefined && (n = indexOf(template, ">", i)) >= 0) {
				c = named[slice(template, i, n)];
				if (c !== undefined) out += c;
				i = n + 1;
			} else if (c >= "0" && c <= "9") {
				n = +c;
				var two = template[i];
				if (two >= "0" && two <= "9" && n * 10 + +two <= groups.length && n * 10 + +two > 0) { n = n * 10 + +two; i++; }
				if (n > 0 && n <= groups.length) { if (groups[n - 1] !== undefined) out += groups[n - 1]; } else out += "$" + slice(template, dollar + 1, i);
			} else { out += "$"; i = dollar + 1; }
		}
		return out + slice(template, i);
	}
	function replaceText(s, what, by, all) {
		var f = typeof by === "function" ? by : undefined, out = "", at = 0, i = 0;
		what = `${what}`;
		if (!f) by = `${by}`;
		while ((i = indexOf(s, what, i)) >= 0) {
			out += slice(s, at, i) + (f ? `${f(what, i, s)}` : expand(by, s, what, i, [], undefined));
			at = i + what.length;
			i = what === "" ? i + 1 : at;
			if (!all || i > s.length) break;
		}
		return out + slice(s, at);
	}

	safe.define(S, {
		concat() {
			var s = self(this, "concat"), i;
			for (i = 0; i < arguments.length; i++) s += `${arguments[i]}`;
			return s;
		},
		repeat(count) {
			var s = self(this, "repeat"), n = +count;
			if (n !== n) n = 0;
			if (n < 0 || n === Infinity) throw new RangeError("Invalid count value: " + count);
			return times(s, n - n % 1, "repeat");
		},
		padStart(n, filler) { var s = self(this, "padStart"); return pad(s, n, filler, "padStart") + s; },
		padEnd(n, filler) { var s = self(this, "padEnd"); return s + pad(s, n, filler, "padEnd"); },
		split(separator, most) {
			var by = method(separator, Symbol.split);
			if (by !== undefined && by !== null) return by.call(separator, this, most);
			var s = self(this, "split"), list = [], i, at = 0;
			most = most === undefined ? 4294967295 : most >>> 0;
			if (most === 0) return list;
			if (separator === undefined) return [s];
			separator = `${separator}`;
			if (separator === "") {
				for (i = 0; i < s.length && i < most; i++) list[i] = s[i];
				return list;
			}
			while ((i = indexOf(s, separator, at)) >= 0) {
				list[list.length] = slice(s, at, i);
				if (list.length >= most) return list;
				at = i + separator.length;
			}
			list[list.length] = slice(s, at);
			return list;
		},
		replace(what, by) {
			var f = method(what, Symbol.replace);
			return f !== undefined && f !== null ? f.call(what, this, by) : replaceText(self(this, "replace"), what, by, false);
		},
		replaceAll(what, by) {
			if (what instanceof RegExp && indexOf(what.flags, "g") < 0) throw new TypeError("replaceAll must be called with a global RegExp");
			var f = method(what, Symbol.replace);
			return f !== undefined && f !== null ? f.call(what, this, by) : replaceText(self(this, "replaceAll"), what, by, true);
		},
		match(what) {
			var f = method(what, Symbol.match);
			return f !== undefined && f !== null ? f.call(what, this) : new RegExp(what)[Symbol.match](self(this, "match"));
		},
		matchAll(what) {
			if (what instanceof RegExp && indexOf(what.flags, "g") < 0) throw new TypeError("matchAll must be called with a global RegExp");
			var f = method(what, Symbol.matchAll);
			return f !== undefined && f !== null ? f.call(what, this) : new RegExp(what, "g")[Symbol.matchAll](self(this, "matchAll"));
		},
		search(what) {
			var f = method(what, Symbol.search);
			return f !== undefined && f !== null ? f.call(what, this) : new RegExp(what)[Symbol.search](self(this, "search"));
		},
	});
	safe.define(String, {
		raw(parts) {
			var raw = parts.raw, n = +raw.length, out = "", i;
			for (i = 0; i < n; i++) {
				out += `${raw[i]}`;
				if (i + 1 < n && i + 1 < arguments.length) out += `${arguments[i + 1]}`;
			}
			return out;
		},
	});

	// next is where to go on after an empty match.
	function next(s, i, unicode) {
		if (unicode && i + 1 < s.length) {
			var c = codeAt(s, i), d = codeAt(s, i + 1);
			if (c >= 0xD800 && c < 0xDC00 && d >= 0xDC00 && d < 0xE000) return i + 2;
		}
		return i + 1;
	}
	class RegExp {
		#compiled; #source; #flags;
		constructor(pattern, flags) {
			if (pattern instanceof RegExp) {
				if (flags === undefined) flags = pattern.flags;
				pattern = pattern.source;
			}
			pattern = pattern === undefined ? "" : `${pattern}`;
			flags = flags === undefined ? "" : `${flags}`;
			this.#compiled = go.compileRegExp(pattern, flags);
			this.#source = pattern === "" ? "(?:)" : pattern;
			this.#flags = flags;
			Object.defineProperty(this, "lastIndex", { value: 0, writable: true });
		}
		get source() { return this === RegExp.prototype ? "(?:)" : this.#source; }
		get flags() {
			var f = "";
			if (this === RegExp.prototype) return f;
			for (var c of "dgimsuy") if (indexOf(this.#flags, c) >= 0) f += c;
			return f;
		}
		get global() { return indexOf(this.flags, "g") >= 0; }
		get ignoreCase() { return indexOf(this.flags, "i") >= 0; }
		get multiline() { return indexOf(this.flags, "m") >= 0; }
		get dotAll() { return indexOf(this.flags, "s") >= 0; }
		get unicode() { return indexOf(this.flags, "u") >= 0; }
		get sticky() { return indexOf(this.flags, "y") >= 0; }
		exec(s) {
			s = `${s}`;
			var keeps = this.global || this.sticky, i = keeps ? +this.lastIndex : 0;
			if (!(i >= 0)) i = 0;
			var found = i > s.length ? null : go.execRegExp(this.#compiled, s, i - i % 1, this.sticky);
			if (found === null) {
				if (keeps) this.lastIndex = 0;
				return null;
			}
			if (keeps) this.lastIndex = found.end;
			var match = found.match;
			match.index = found.start;
			match.input = s;
			match.groups = found.groups;
			return match;
		}
		test(s) { return this.exec(s) !== null; }
		toString() { return "/" + this.source + "/" + this.flags; }
		[Symbol.match](s) {
			s = `${s}`;
			if (!this.global) return this.exec(s);
			var list = [], m;
			this.lastIndex = 0;
			while ((m = this.exec(s)) !== null) {
				list[list.length] = `${m[0]}`;
				if (list[list.length - 1] === "") this.lastIndex = next(s, this.lastIndex, this.unicode);
			}
			return list.length === 0 ? null : list;
		}
		*[Symbol.matchAll](s) {
			s = `${s}`;
			var re = new RegExp(this), m;
			re.lastIndex = this.lastIndex;
			while ((m = re.exec(s)) !== null) {
				yield m;
				if (!re.global) return;
				if (`${m[0]}` === "") re.lastIndex = next(s, re.lastIndex, re.unicode);
			}
		}
		[Symbol.search](s) {
			var last = this.lastIndex, m;
			this.lastIndex = 0;
			m = this.exec(s);
			this.lastIndex = last;
			return m === null ? -1 : m.index;
		}
		[Symbol.replace](s, by) {
			s = `${s}`;
			var f = typeof by === "function" ? by : undefined, out = "", at = 0, m, text, groups, i, args;
			if (!f) by = `${by}`;
			if (this.global) this.lastIndex = 0;
			while ((m = this.exec(s)) !== null) {
				text = `${m[0]}`;
				groups = [];
				for (i = 1; i < m.length; i++) groups[i - 1] = m[i];
				if (f) {
					args = [text];
					for (i = 0; i < groups.length; i++) args[i + 1] = groups[i];
					args[args.length] = m.index;
					args[args.length] = s;
					if (m.groups !== undefined) args[args.length] = m.groups;
					text = `${safe.apply(f, undefined, args)}`;
				} else text = expand(by, s, text, m.index, groups, m.groups);
				if (m.index >= at) {
					out += slice(s, at, m.index) + text;
					at = m.index + m[0].length;
				}
				if (!this.global) break;
				if (m[0] === "") this.lastIndex = next(s, this.lastIndex, this.unicode);
			}
			return out + slice(s, at);
		}
		[Symbol.split](s, most) {
			s = `${s}`;
			var list = [], at = 0, i = 0, m, k;
			var re = new RegExp(this.source, this.sticky ? this.flags : this.flags + "y");
			most = most === undefined ? 4294967295 : most >>> 0;
			if (most === 0) return list;
			if (s === "") return re.exec(s) === null ? [s] : list;
			while (i < s.length) {
				re.lastIndex = i;
				m = re.exec(s);
				if (m === null || re.lastIndex === at) { i = next(s, i, this.unicode); continue; }
				list[list.length] = slice(s, at, i);
				if (list.length >= most) return list;
				at = re.lastIndex;
				for (k = 1; k < m.length; k++) {
					list[list.length] = m[k];
					if (list.length >= most) return list;
				}
				i = at;
			}
			list[list.length] = slice(s, at);
			return list;
		}
	}
	// Without new, as the standard has it.
	var callableRegExp = function RegExp_(pattern, flags) {
		if (new.target !== undefined) return Reflect.construct(RegExp, [pattern, flags], new.target === callableRegExp ? RegExp : new.target);
		return pattern instanceof RegExp && flags === undefined ? pattern : new RegExp(pattern, flags);
	};
	Object.defineProperty(callableRegExp, "name", { value: "RegExp" });
	Object.defineProperty(callableRegExp, "prototype", { value: RegExp.prototype, writable: false });
	Object.defineProperty(RegExp.prototype, "constructor", { value: callableRegExp, writable: true, configurable: true });
	Object.defineProperty(RegExp.prototype, Symbol.toStringTag, { value: "RegExp", configurable: true });
	safe.global("RegExp", callableRegExp);
	go.setRegExp(RegExp);
})
