"""The phrases in which a newsroom says whether a claim could be checked.

Passive and active, with the adverb wherever it may stand; that there was no confirmation or that
none was to be had; that whoever claims it gave no evidence; and what was seen, placed or
authenticated. All patterns look at text in lower case with straight apostrophes.
"""

from __future__ import annotations

import re

CHECK = (
    r"(?:verif(?:y|ied|ying)|(?:re)?confirm(?:ed|ing)?|corroborat(?:ed?|ing)|authenticat(?:ed?|ing)"
    r"|(?:cross-|double-)?check(?:ed|ing)?|substantiat(?:ed?|ing)|establish(?:ed|ing)?"
    r"|determin(?:ed?|ing)|validat(?:ed?|ing)|ascertain(?:ed|ing)?|vouch(?:ed)?\s+for"
    r"|back(?:ed)?\s+up|prove[dn]?|assess(?:ed)?\s+independently)"
)
ADVERB = (
    r"(?:\s+(?:immediately|independently|separately|yet|been|be|so\s+far|it|them|this|that|either"
    r"|fully|readily|directly|itself|reliably|conclusively|definitively|officially|currently|also"
    r"|as\s+yet|on\s+its\s+own|with\s+certainty|otherwise|or|itself|always|publicly))*"
)
ABLE = rf"(?:{ADVERB}\s+(?:able|possible|in\s+a\s+position|allowed|permitted)\s+to)?"
AUXILIARY = r"\b(?:could|did|can|ca|was|were|has|have|had|is|are)"
NOT = r"(?:\s+not|n't|'t|not|\s+never|\s+neither)"
PROOF = r"(?:evidence|proofs?|substantiation|corroboration|confirmation|verification)"
GIVE = (
    r"(?:provid|offer|giv|cit|present|produc|show|suppl|furnish|releas|publish|shar|disclos|includ"
    r"|point|nam)"
)
# `independently` and a few others say it alone; of the others the clause must.
THING = (
    r"(?:photographs?|photos?|images?|videos?|footage|recordings?|clips?|documents?|memos?|letters?"
    r"|copy|papers?|e-?mails?|notes?|reports?|files?|drafts?|transcripts?|lists?|results|records?"
    r"|data|logs?|evidence|original|messages?)"
)
NOTE = re.compile(
    rf"""
      (?P<active>{AUXILIARY}{NOT}
        (?!\s+(?:[\w']+\s+){{0,3}}be\b|\s+been\b|\s+(?:\w+\s+)?possible\b){ABLE}{ADVERB}\s+{CHECK}\b(?!\s+by\b))
    | {AUXILIARY}{NOT}{ABLE}{ADVERB}\s+{CHECK}\b
    | \b(?:neither|none|nothing)\b[^.;]{{0,60}}?\b(?:could|can|has|have|had|was|were)
        {ADVERB}\s+{CHECK}\b
    | \b(?:nobody|no\s+one|none|no\s+\w+(?:\s+\w+)?)\b[^.;,]{{0,40}}?
        \b(?:has|have|had|could|can|was|were){ADVERB}\s+(?:\w+\s+)?{CHECK}\b
    | (?P<unable>\b(?:unable|powerless|in\s+no\s+position|struggled|failed)\s+to{ADVERB}
        \s+(?:(?:reach|visit|enter|travel|get|contact|access)\s+[^.;,]{{0,40}}?\bto\s+)?{CHECK}\b)
    | \b(?:impossible|(?:not|n't)(?:\s+immediately)?\s+possible|difficult|hard)\s+(?:for\s+\S+\s+)?
        to{ADVERB}\s+{CHECK}\b
    | \bno\s+(?:immediate\s+|independent\s+|direct\s+|easy\s+)*(?:way|means|possibility|chance)\s+
        (?:of|to){ADVERB}\s+{CHECK}\b
    | \b(?:attempts?|efforts?)\b[^.;]{{0,40}}?\bto{ADVERB}\s+{CHECK}\b
    | \bno\s+(?:(?:independent|outside|separate|third-party|immediate|official|further)
        \s+)+{PROOF}\b
    | \b(?:there\s+(?:is|was|were|has\s+been|have\s+been|had\s+been)|has\s+seen|have\s+seen)
        (?:\s+as\s+yet|\s+still|\s+so\s+far)?\s+no\s+(?:\w+\s+)?
        (?:confirmation|verification|corroboration|proof)\b
    | \bfor\s+which\s+(?:there\s+(?:is|was|has\s+been)|\w+\s+{GIVE}\w*)\s+no\s+(?:\w+\s+)?{PROOF}\b
    | \bno\s+{PROOF}\s+(?:for|of|to\s+(?:support|back(?:\s+up)?))\s+
        (?:this|that|it|these|those|(?:the|his|her|its|their|any|such)\s+
        (?:claims?|allegations?|accusations?|assertions?))\b
    | \bwithout\s+{GIVE}\w*\s+(?:any\s+|further\s+|more\s+)*(?:details?|specifics|sources?|names)
        (?=[\s.,;]*(?:$|[.,;]))
    | \b(?:ha(?:s|ve|d)|ha(?:s|ve|d)\s+had|had|is|are|was|were)\s+
        (?:no|not\s+been\s+(?:given|granted|allowed)|denied|refused)\s+access\s+to\b
    | \b(?:backed\s+up|borne\s+out|corroborated|supported|confirmed)\s+by\s+(?:[\w'-]+\s+){{0,3}}?
        (?:records?|documents?|images?|photos?|photographs?|footage|videos?|data|logs?|witnesses)\b
    | \b{THING}\s+(?:checked|verified|authenticated|analysed|analyzed)\s+by\b
    | \bindependently\s+{CHECK}\b
    | \bindependent\s+(?:confirmation|verification|corroboration)\b
    | \b(?:has|have|had)\s+(?:yet|still)\s+to\s+be{ADVERB}\s+{CHECK}\b
    | \bremain(?:s|ed)?\s+to\s+be{ADVERB}\s+{CHECK}\b
    | \b(?:is|are|was|were|remain(?:s|ed)?|went|gone|go|goes)
        (?:\s+still|\s+so\s+far|\s+as\s+yet|\s+largely)?\s+un(?:verified|confirmed|corroborated
        |proven|substantiated|verifiable|checkable)\b
    | {NOT}(?:\s+(?:immediately|independently|readily|easily))*\s+verifiable\b
    | \bun(?:verified|confirmed|corroborated|substantiated)\s+
        (?:claims?|figures?|reports?|accounts?|footage|videos?|numbers?)\b
    | \bwithout\s+(?:{GIVE}\w*\s+)?(?:to\s+)?
        (?:any\s+|further\s+|a\s+|supporting\s+|details?\s+or\s+)*
        (?:(?:shred|scrap)\s+of\s+)?{PROOF}\b
    | \b{GIVE}\w*\s+(?:neither\s+)?(?:no|little|scant)\s+(?:\w+\s+)?{PROOF}\b
    | \b(?:gave|shown?|cited)\s+no\s+(?:\w+\s+)?{PROOF}\b
    | \b(?:did|does|do|has|have|had){NOT}\s+(?:immediately\s+|so\s+far\s+|yet\s+)?{GIVE}\w*\s+
        (?:to\s+)?(?:any\s+|further\s+)*(?:\w+\s+)?{PROOF}\b
    | \b(?:did|does|do|has|have){NOT}\s+(?:say|said|explain|explained)
        \s+how\s+\w+\s+(?:knew|knows?|had|got)\b
    | \bno\s+(?:\w+\s+)?{PROOF}\s+(?:was|were|has\s+been|is)\s+{GIVE}\w*
    | (?P<seen>\b(?:has|have|had)\s+(?:seen|reviewed|obtained|examined|viewed|been\s+shown)\s+
        (?:(?:one|it|(?:the|a|an)\s+(?:\w+\s+)?{THING})(?=[.;])
        |(?:photographs?|photos?|images?|videos?|footage|recordings?)\s+of\b))
    | (?P<unseen>\b(?:has|have|had)(?:\s+not|n't|\s+never)\s+(?:yet\s+)?
        (?:seen|reviewed|obtained|examined|viewed|been\s+shown|been\s+given
        |had\s+access\s+to|inspected)\s+
        (?:one\b|it\b|them\b|(?:the|a|an|its|any|those|these)\s+(?:[\w'-]+\s+){{0,2}}{THING}\b))
    | \bgeo-?locat(?:ed|ion|ing)\b
    | \b(?:verified|authenticated|confirmed|established|matched)\s+
        (?:(?:the|its|their|his|her)\s+(?:\w+'s?\s+)?)?(?:location|authenticity|date|place|time\s+and\s+place)\b
    | \b(?:not|n't|never)\s+(?:\w+\s+)?(?:bear|bears|borne|supported|backed|confirmed|matched)
        \s+(?:out|by)\b
    | \b(?:not|n't)\s+be\s+(?:squared|reconciled)\s+with\b
    | \b(?:did|do|does)(?:\s+not|n't)\s+match\s+(?:\w+\s+){{0,2}}
        (?:footage|images|records|data|logs)\b
    | \bat\s+odds\s+with\s+(?:\w+\s+)?(?:footage|images|records|data|documents|logs)\b
    """,
    re.VERBOSE,
)
# A sentence without one of these holds no note: cheaper to look for than the phrases.
TRIGGER = re.compile(
    r"verif|confirm|corrobor|authentic|substanti|evidence|proof|locat(?:ed|ion)|establish|determin"
    r"|check|seen|reviewed|obtained|examined|shown|viewed|validat|ascertain|unproven|prove[dn]?\b"
    r"|vouch|back(?:ed)? up|(?:bear|borne|supported) (?:out|by)|at odds with|how \w+ kn[eo]w"
    r"|(?:squared|reconciled) with|not match"
    r"|inspected|access to|without \w+ing (?:\w+ )?(?:details?|specifics|sources?|names)"
    r"|analy[sz]ed by"
)
