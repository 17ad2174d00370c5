using System.Globalization;
using System.Text.RegularExpressions;

namespace ActionSync.Simulators.Jira;

/// <summary>A query that Jira refuses, in Jira's words.</summary>
public sealed class JqlException(string message) : Exception(message);

/// <summary>
/// The part of JQL that real clients use: <c>field op value</c> with AND, OR, NOT, parentheses, lists, currentUser() and ORDER BY. Anything else is refused
/// rather than half understood.
/// </summary>
public sealed partial class Jql
{
    private readonly List<string> _tokens;
    private readonly JqlContext _context;
    private int _next;
    private bool _restricted;

    private Jql(string text, JqlContext context)
    {
        _context = context;
        _tokens = [.. TokenPattern().Matches(text).Select(m => m.Value)];
        if (TokenPattern().Replace(text, "").Trim().Length > 0)
            throw new JqlException($"Error in the JQL Query: '{TokenPattern().Replace(text, "").Trim()}' is a reserved character.");
    }

    public Func<JiraIssue, bool> Matches { get; private set; } = _ => true;

    public Comparison<JiraIssue> Order { get; private set; } = (a, b) => b.Id.CompareTo(a.Id);

    /// <summary>Cloud refuses a query without any search restriction.</summary>
    public bool IsBounded => _restricted;

    public static Jql Parse(string text, JqlContext context)
    {
        var jql = new Jql(text, context);
        if (!jql.At("ORDER") && jql._next < jql._tokens.Count)
            jql.Matches = jql.Either();
        jql.ReadOrder();
        return jql._next == jql._tokens.Count
            ? jql
            : throw new JqlException($"Error in the JQL Query: Expecting either 'OR' or 'AND' but got '{jql._tokens[jql._next]}'.");
    }

    private Func<JiraIssue, bool> Either()
    {
        var left = Both();
        while (Take("OR"))
        {
            var (a, b) = (left, Both());
            left = i => a(i) || b(i);
        }
        return left;
    }

    private Func<JiraIssue, bool> Both()
    {
        var left = One();
        while (Take("AND"))
        {
            var (a, b) = (left, One());
            left = i => a(i) && b(i);
        }
        return left;
    }

    private Func<JiraIssue, bool> One()
    {
        if (Take("NOT"))
        {
            var negated = One();
            return i => !negated(i);
        }
        if (!Take("("))
            return Clause();
        var inner = Either();
        Expect(")");
        return inner;
    }

    private Func<JiraIssue, bool> Clause()
    {
        var field = Next().ToLowerInvariant();
        var negate = Take("NOT");
        var op = Next().ToUpperInvariant();
        if (op == "IN")
        {
            Expect("(");
            var values = new List<string>();
            do
                values.Add(Value());
            while (Take(","));
            Expect(")");
            var any = values.ConvertAll(v => Comparer(field, "=", v));
            _restricted = true;
            return i => any.Exists(m => m(i)) != negate;
        }
        _restricted = true;
        return Comparer(field, op, Value());
    }

    private Func<JiraIssue, bool> Comparer(string field, string op, string value) => (field, op) switch
    {
        ("project", "=" or "!=") => Project(value, op),
        ("labels", "=") => i => i.Labels.Contains(value),
        ("labels", "!=") => i => !i.Labels.Contains(value),
        ("creator", "=") => i => i.Creator == _context.Me,
        ("key" or "issuekey" or "id", "=") => Issue(value),
        ("updated", _) => Time(i => i.Updated, op, value),
        ("created", _) => Time(i => i.Created, op, value),
        _ => throw new JqlException($"Field '{field}' does not exist or you do not have permission to view it."),
    };

    private Func<JiraIssue, bool> Project(string value, string op)
    {
        if (_context.Validate && _context.Book.Project(value) is null)
            throw new JqlException($"The value '{value}' does not exist for the field 'project'.");
        return i => i.Project.Equals(value, StringComparison.OrdinalIgnoreCase) == (op == "=");
    }

    private Func<JiraIssue, bool> Issue(string value)
    {
        var issue = _context.Book.Find(value);
        if (_context.Validate && issue is null)
            throw new JqlException($"An issue with key '{value}' does not exist for field 'key'.");
        return i => i.Id == issue?.Id;
    }

    private static Func<JiraIssue, bool> Time(Func<JiraIssue, DateTimeOffset> of, string op, string value)
    {
        if (!long.TryParse(value, CultureInfo.InvariantCulture, out var milliseconds))
            throw new JqlException($"Date value '{value}' is read in the user's own time zone with minutes only; this simulator takes epoch milliseconds.");
        return op switch
        {
            ">=" => i => of(i).ToUnixTimeMilliseconds() >= milliseconds,
            ">" => i => of(i).ToUnixTimeMilliseconds() > milliseconds,
            "<=" => i => of(i).ToUnixTimeMilliseconds() <= milliseconds,
            "<" => i => of(i).ToUnixTimeMilliseconds() < milliseconds,
            _ => throw new JqlException($"The operator '{op}' is not supported by a date field."),
        };
    }

    private void ReadOrder()
    {
        if (!Take("ORDER"))
            return;
        Expect("BY");
        var orders = new List<Comparison<JiraIssue>>();
        do
        {
            Comparison<JiraIssue> by = Next().ToLowerInvariant() switch
            {
                "updated" => (a, b) => a.Updated.CompareTo(b.Updated),
                "created" => (a, b) => a.Created.CompareTo(b.Created),
                "key" or "issuekey" => (a, b) => (a.Project, a.Number).CompareTo((b.Project, b.Number)),
                "id" => (a, b) => a.Id.CompareTo(b.Id),
                var other => throw new JqlException($"Not able to sort using field '{other}'."),
            };
            if (Take("DESC"))
                orders.Add((a, b) => by(b, a));
            else
            {
                Take("ASC");
                orders.Add(by);
            }
        }
        while (Take(","));
        Order = (a, b) => orders.Select(o => o(a, b)).FirstOrDefault(c => c != 0);
    }

    private string Value()
    {
        var token = Next();
        if (!token.Equals("currentUser", StringComparison.OrdinalIgnoreCase))
            return token.Trim('"', '\'');
        Expect("(");
        Expect(")");
        return "currentUser()";
    }

    private bool At(string token) => _next < _tokens.Count && _tokens[_next].Equals(token, StringComparison.OrdinalIgnoreCase);

    private bool Take(string token)
    {
        if (!At(token))
            return false;
        _next++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
            throw new JqlException($"Error in the JQL Query: Expecting '{token}' but got '{(_next < _tokens.Count ? _tokens[_next] : "end of the query")}'.");
    }

    private string Next() => _next < _tokens.Count ? _tokens[_next++] : throw new JqlException("Error in the JQL Query: the query ends too early.");

    [GeneratedRegex("""
        "[^"]*"|'[^']*'|>=|<=|!=|[=<>(),]|[\w.:-]+
        """, RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenPattern();
}

/// <param name="Validate">False on Data Center with <c>validateQuery=false</c>: unknown values match nothing instead of failing the query.</param>
public sealed record JqlContext(JiraBook Book, JiraUser Me, bool Validate);
