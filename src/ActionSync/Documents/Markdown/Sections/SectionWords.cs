using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;

namespace ActionSync.Documents.Markdown.Sections;

/// <summary>How surely a section of this heading holds the action items; the smaller, the surer.</summary>
internal enum SectionRank
{
    /// <summary>Action items, follow-ups, corrective actions.</summary>
    Explicit,

    /// <summary>"Actions" of whatever sort.</summary>
    Actions,
    Prevention,
    Remediation,
    NextSteps,
    None,
}

/// <summary>What headings of postmortems say.</summary>
internal static partial class SectionWords
{
    private const int LongestHeading = 120;

    /// <summary>Without numbering, emoji, punctuation at the ends, in small letters.</summary>
    public static string Normalise(string heading) =>
        Ends().Replace(Numbering().Replace(Spaces.Single(heading).ToLowerInvariant().Replace('’', '\''), ""), "");

    public static SectionRank RankOf(string heading)
    {
        var words = Normalise(heading);
        if (words.Length is 0 or > LongestHeading || NeverItems().IsMatch(words))
            return SectionRank.None;
        return Explicit().IsMatch(words) ? SectionRank.Explicit
            : Actions().IsMatch(words) ? SectionRank.Actions
            : Prevention().IsMatch(words) ? SectionRank.Prevention
            : Remediation().IsMatch(words) ? SectionRank.Remediation
            : NextSteps().IsMatch(words) ? SectionRank.NextSteps
            : SectionRank.None;
    }

    /// <summary>A line of plain text that can only be the heading of action items.</summary>
    public static bool IsBareHeading(string line) => RankOf(line) <= SectionRank.Actions && Bare().IsMatch(Normalise(line));

    /// <summary>A heading below the action items that begins something else.</summary>
    public static bool EndsItems(string heading) => Normalise(heading) is var words && Other().IsMatch(words) && RankOf(heading) > SectionRank.Actions;

    /// <summary>The name of a part that any postmortem may have, so that it is no title.</summary>
    public static bool IsPart(string heading) =>
        Normalise(heading) is var words && (Part().IsMatch(words) || Other().IsMatch(words) || RankOf(heading) < SectionRank.None);

    /// <summary>The name of a part, and nothing else.</summary>
    public static bool IsGeneric(string heading) => Part().IsMatch(Normalise(heading)) || RankOf(heading) <= SectionRank.Actions;

    /// <summary>Short term, later, immediate and the like: a group of items.</summary>
    public static bool IsHorizon(string heading) => Horizon().IsMatch(Normalise(heading));

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^(\(?\d+(\.\d+)*[.):]?\)?|[ivx]+[.)]|[a-z][.)]|step \d+[.:]?)\s+", Any, 1000)]
    private static partial Regex Numbering();

    [GeneratedRegex(@"^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$", Any, 1000)]
    private static partial Regex Ends();

    [GeneratedRegex(
        @"\b(timeline|log|history|actions? taken|taken (during|so far)|during the incident|went (well|wrong)|got lucky|checklist|immediate response|"
        + @"completed actions|past actions|action items? status|still not doing|status of previous|user actions?|required user|github actions?|what (we )?did)\b",
        Any, 1000)]
    private static partial Regex NeverItems();

    [GeneratedRegex(
        @"\baction(able)? (items?|list|plan|points?|steps?|register)\b|\bactionables?\b|\bfollow[- ]?(up|on)s?\b|\bcorrective\b.*\b(actions?|measures?)\b"
        + @"|^corrective\b|\bcapas?\b|\b(review|improvement|postmortem|post-mortem|retro(spective)?|remedial|incident|outstanding|open) actions?\b"
        + @"|\bactions? to (prevent|be taken|take|avoid|improve|address)\b|\b(repair|work|improvement|remediation|prevention) items?\b|^to-?\s?do'?s?( list| items?)?$"
        + @"|^tasks?( list)?$|^tickets?$|^action$|^ais?$|\bfollowing actions?\b", Any, 1000)]
    private static partial Regex Explicit();

    [GeneratedRegex(
        @"^((planned|future|next|our|key|further|recommended|proposed|new|required|long[- ]term|short[- ]term|immediate|additional|the|resulting|resolving|mitigating|mitigation|remediation|preventive|preventative) )*actions?"
        + @"( (and|&) .*| required| needed| we are taking| we're taking| going forward)?$", Any, 1000)]
    private static partial Regex Actions();

    [GeneratedRegex(@"\bprevent(ion|ive|ative|ing)?\b|\bavoid(ing)?\b.*\b(future|again|recurr\w*|repeat|this)\b|\bmeasures?\b|\brecurrence\b", Any, 1000)]
    private static partial Regex Prevention();

    [GeneratedRegex(@"\bremediat(ion|ions|e|ing)\b|\bremedies\b|\bhardening\b", Any, 1000)]
    private static partial Regex Remediation();

    [GeneratedRegex(
        @"\bnext steps?\b|\bwhat's next\b|\bwhat (is|comes) next\b|\brecommendations?\b|\bimprovements?\b|\bfuture work\b|\b(going|moving|path|looking|way) forward\b"
        + @"|\bwhat (we're|we are|are we|we'll|we will|will we|is being|can we|are you)\b.*\b(do|doing|change|changing|done|learn|improve)\b|\bhow (we're|we are|will we|we will|we'll|do we|can we)\b"
        + @"|\bchanges? (we|to be)\b|\bour plan\b|^plans?$|\bfurther work\b|\bremaining work\b|\bwork to be done\b|\bthings to (do|improve|fix)\b", Any, 1000)]
    private static partial Regex NextSteps();

    [GeneratedRegex(
        @"^(the )?(\w+ ){0,2}(action(able)? (items?|points?|list|plan)|actionables|actions?|follow[- ]?ups?( (items|actions|tasks))?|corrective (actions|measures)|to-?do'?s?)"
        + @"( (to|for|from) .*)?( (are|include))?$", Any, 1000)]
    private static partial Regex Bare();

    [GeneratedRegex(
        @"\bwhat (went|worked|didn't|did not|we learned|could)\b|\bwhere we got lucky\b|\blessons?\b|\btimeline\b|\bimpact\b|\broot causes?\b|\breferences?\b|\bappendi(x|ces)\b"
        + @"|\battendees\b|\bbackground\b|\bsupporting\b|\bglossary\b|\brelated\b|\bdiscussion\b|\bcontributing\b|\btrigger\b|\bresolution\b|\backnowledge?ments?\b|\bthanks\b"
        + @"|\bfurther reading\b|\bfootnotes?\b|\bsign-?off\b|\bconclusions?\b|\bcontact\b|\bfaq\b|\bquestions\b|\bsummary\b|\bchangelog\b|\btechnical details\b|\bmeeting\b",
        Any, 1000)]
    private static partial Regex Other();

    [GeneratedRegex(
        @"^((incident|executive|post-?mortem|event|issue|technical|short|high[- ]level|general) )?(summary|overview|impact|timeline|background|detection|resolution|recovery"
        + @"|root causes?|cause|causes|lessons learned|introduction|description|details?|status|date|authors?|severity|what happened|analysis|incident|report|postmortem|post-mortem|metadata"
        + @"|tl;?dr|scope|context|abstract|contents|table of contents|information|info|instructions?|meta|priority|owner|leadup|lead-up|fault|response|trigger)$",
        Any, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(
        @"^((near|short|mid|medium|long|longer|shorter)[- ]?(er)?[- ]?term|immediate(ly)?|now|soon|later|next|today|this (week|month|quarter|sprint)|next (week|month|quarter|sprint)|backlog|urgent)\b",
        Any, 1000)]
    private static partial Regex Horizon();
}
