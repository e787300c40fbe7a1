"""Words of saying, by what is done with them: general knowledge of English, written by hand.

The classes are those of speech-act verbs: assertives, verdictives, predictives, directives,
commissives, expressives and attitudes, each with its nouns and its phrases. An entry is lemmas; a
preposition at its end may stand in the content (“call” + “for an inquiry”).
"""

from __future__ import annotations

from sayso.model import Act

ENTRIES: dict[Act, str] = {
    "deny": (
        "deny, reject, refute, rebut, repudiate, contradict, dismiss, dispute, disavow, disown,"
        " contest, rubbish, rule out, brush aside, brush off, shrug off, laugh off, wave away,"
        " wave off, wave aside, play down, downplay, denial, rejection, rebuttal, refutation,"
        " repudiation, give the lie, scoff at, scoff, laugh at, sneer at, debunk, disclaim,"
        " gainsay,"
        " controvert, disprove, discredit, discount, negate, push back, push back on,"
        " push back against, shoot down, knock down, knock back, refuse to accept,"
        " refuse to believe, refuse to concede, bat away, bat aside, swat away, swat aside,"
        " bristle at, scotch, quash, dispel, take issue, take issue with, take exception to,"
        " challenge,"
        " pour cold water, pour cold water on, throw cold water, pour scorn, pour scorn on,"
        " pooh-pooh, plead not guilty, protest innocence, maintain innocence, reject out of hand,"
        " deny any knowledge of, deny knowledge of,"
        " deny any part in, wash his hands of, wash her hands of, wash its hands of,"
        " distance himself from, distance herself from, distance itself from,"
        " rebuff, dissociate himself from, dissociate herself from, dissociate itself from,"
        " wash their hands of, nix, belittle, call into question, pour water on"
    ),
    "assess": (
        "assess, estimate, reckon, conclude, gauge, judge, calculate, deem, consider, determine,"
        " find, attribute, ascribe, diagnose, evaluate, infer, deduce, surmise, rate, put at,"
        " assessment, estimate, estimation, conclusion, judgment, judgement, view,"
        " diagnosis, lean, verify, rule, adjudge, appraise, appraisal, classify, categorise,"
        " categorize, compute, extrapolate, evaluation, calculation, analysis, interpret,"
        " interpretation, value, price, grade, rank, size up, weigh up, sum up, trace to, date to,"
        " link to, put down to, chalk up to, impute, guesstimate, adjudicate, opine, assign,"
        " pronounce, come to the conclusion, reach the conclusion, pinpoint, trace back to,"
        " trace, convict, acquit, clear, peg at, in the assessment of, in the view of,"
        " in the judgment of, in the judgement of, in the opinion of, draw the conclusion,"
        " pin on, link, work out, identify as, reason, analyse, analyze, tie to,"
        " arrive at the conclusion, come to the view, take the view"
    ),
    "predict": (
        "predict, forecast, expect, foresee, anticipate, prophesy, foretell, project, prediction,"
        " expectation, projection, envisage, envision, augur, prognosticate, prognosis, prophecy,"
        " bet, bet on, wager, pencil in, tip, brace for, reckon on, see coming, look ahead to,"
        " look forward to, bank on, count on"
    ),
    "accuse": (
        "accuse, blame, allege, denounce, decry, condemn, charge, castigate, fault, implicate,"
        " incriminate, accusation, allegation, put the blame, lay the blame, pin the blame,"
        " point the finger, point a finger, hold responsible, hold accountable, hold liable,"
        " criticise, criticize, criticism, censure, rebuke, reproach, reprimand, berate, lambast,"
        " lambaste, slam, blast, assail, attack, lash, lash out, lash out at, hit out, hit out at,"
        " rail against, rail at, rage against, rage at, fume at, excoriate, savage, vilify,"
        " pillory,"
        " revile, upbraid, chide, scold, chastise, berate, rap, rip into, tear into, lay into,"
        " inveigh against, take aim at, take to task, find fault, find fault with, indict, impeach,"
        " arraign, finger, denunciation, condemnation, cry foul, insinuate, insinuation, malign,"
        " defame, smear, scapegoat, level at, level against, protest against, hit back at,"
        " round on, slate, flay, come under fire from, heap blame on, remonstrate with,"
        " vent anger, vent fury, vent frustration,"
        " take a swipe at, skewer, dress down, prosecute, denigrate, blacken,"
        " file a complaint against, level an accusation, make an accusation,"
        " sue, shame, admonish,"
        " pan, snipe at, fulminate against, impugn, lampoon, lodge a complaint against,"
        " bring charge against, press charge against, file charge against, level charge,"
        " hurl accusation, haul over the coals, point to the hand of"
    ),
    "warn": (
        "warn, caution, alert, tip off, forewarn, warning, alarm, sound the alarm, sound an alarm,"
        " raise the alarm, raise an alarm, ring the alarm, ring alarm bell, raise a red flag,"
        " raise red flag, flag, flag up, sound a note of caution, issue a warning, note of caution,"
        " advise against, caution against, warn against, advisory, put on alert, put out an alert,"
        " issue an alert, send out an alert, serve notice, raise concern about, raise concern over,"
        " ring alarm, sound alarm, raise alarm, issue warning, deliver a warning, give warning,"
        " sound a warning, red-flag, urge caution,"
        " give notice, raise the spectre of, raise the specter of"
    ),
    "promise": (
        "promise, vow, pledge, guarantee, undertake, commit, commitment, assurance to,"
        " give its word, give his word, give her word, give their word, oath, undertaking,"
        " swear to, give assurance, offer assurance, bind himself, bind herself, bind itself,"
        " bind themselves, volunteer to, offer to, agree to, consent to, make a promise,"
        " make a pledge, make a commitment, take an oath, swear an oath, swear off,"
        " reaffirm its commitment, reaffirm commitment, offer guarantee, give guarantee,"
        " give a guarantee, give an assurance, give an undertaking, sign up to, vouchsafe"
    ),
    "threaten": (
        "threaten, threat, ultimatum, issue an ultimatum, give an ultimatum, deliver an ultimatum,"
        " set an ultimatum, swear revenge, vow revenge, swear vengeance, vow vengeance,"
        " promise revenge, promise vengeance, vow to avenge, vow to retaliate, put on notice,"
        " menace, hold out the threat, raise the threat, issue a threat, make a threat,"
        " promise retribution, vow retaliation, threaten retaliation, swear retaliation,"
        " issue threat, make threat"
    ),
    "demand": (
        "demand, urge, order, request, beg, plead, appeal, instruct, command, propose, recommend,"
        " advise, invite, require, exhort, implore, entreat, beseech, summon, direct, press,"
        " press for, push for, lobby, lobby for, clamour for, clamor for, agitate for,"
        " campaign for, call for, call on, call upon, call to, appeal for, appeal to, ask for,"
        " insist on, insist upon, seek, petition, encourage, counsel, forbid, ban, bar, prohibit,"
        " outlaw, mandate, decree, dictate, enjoin, oblige, compel, pressure, prod, nudge, solicit,"
        " plea, proposal, recommendation, instruction, advice, want, suggest, set a deadline, bid,"
        " advocate, dare, authorise, authorize, bid, coax, entreaty, exhortation, invitation,"
        " direct, directive, decree, edict, issue a demand, make a demand, put out a call,"
        " put out an appeal, launch an appeal, file for, apply for, sue for, injunction,"
        " issue an order, issue order,"
        " give the order, give order, make an appeal, issue an appeal, issue a call, table,"
        " call to,"
        " subpoena, stipulate, badger, hector, lean on, move that, challenge to, bade"
    ),
    "ask": (
        "ask, wonder, inquire, enquire, query, question, consult, want to know, demand to know,"
        " seek to know, interrogate, quiz, grill, pose, probe, inquiry, seek clarification,"
        " request information, wonder aloud, puzzle over, raise the question, raise question,"
        " pose the question, ask aloud, want answer, demand answer, cross-examine"
    ),
    "decline": "decline, refuse, refusal, demur",
    "believe": (
        "believe, think, suspect, fear, hope, doubt, feel, guess, imagine, worry, trust, wish,"
        " dread, suppose, belief, suspicion, conviction, fear, hope, be convinced, be sure,"
        " be certain, be adamant, be afraid, be confident, be worried, be hopeful, take, opinion,"
        " know, realise, realize, fear for, assume, presume, assumption, presumption, conjecture,"
        " speculate, speculation, fancy, sense, impression, be under the impression, have faith,"
        " be optimistic, be pessimistic, be sceptical, be skeptical, be doubtful, be wary,"
        " be concerned, be anxious, be nervous, be fearful, be unsure, be uncertain, be persuaded,"
        " be satisfied, be aware, be alarmed, be unconvinced, concern, worry, anxiety, dread,"
        " confidence, certainty, doubt, scepticism, skepticism, disbelieve, mistrust, distrust,"
        " fret, agonise, agonize, despair, pray, long for, be resigned, express concern,"
        " express doubt, express confidence, express fear, express hope, voice concern,"
        " voice doubt, voice fear, voice hope, raise concern, raise doubt, cast doubt,"
        " cast doubt on,"
        " have misgiving, have reservation, be uneasy, be bullish, harbour doubt, harbor doubt,"
        " cling to the hope, hold out hope, see hope"
    ),
    "intend": (
        "intend, plan, mean, aim, intention, decide, resolve, prepare, be determined, be ready,"
        " be set, be willing, decision, be prepared, contemplate, mull, mull over, eye, propose to,"
        " choose, opt, elect, aspire, ambition, strive, set out to, look to, seek to,"
        " be about to, be poised, be scheduled, be due, be slated, announce plan, unveil plan,"
        " outline plan, set out plan, draw up plan, have plan, earmark, intent, be bent on,"
        " be bound, be keen, be eager, be minded, want to,"
        " wish to, scheme, plot, gear up, vote to, have in mind, toy with, plan on,"
        " be going to, think about, think of, weigh"
    ),
    "other": (
        "praise, thank, apologise, apologize, congratulate, welcome, hail, salute, mourn, regret,"
        " express, accept, object, applaud, celebrate, forgive, agree, support, oppose, retract,"
        " take back, withdraw, retreat, mock, joke, lament, deplore,"
        " endorse, back, greet, wish well, condolence, apology, praise, sympathise, sympathize,"
        " disagree, vote, approve, recant, walk back, backtrack, commend, laud, extol, cheer,"
        " pay tribute, pay tribute to, tribute, honour, honor, toast, bless, curse, insult,"
        " ridicule,"
        " deride, taunt, tease, bemoan, rue, grieve, rejoice, appreciate, admire, respect, envy,"
        " resent, hate, love, like, dislike, favour, favor, enjoy, embrace,"
        " offer condolence, send condolence, offer apology, offer an apology,"
        " offer thanks, offer congratulation, offer support, offer sympathy, convey, extend,"
        " voice support, express support, express regret, express sorrow, express condolence,"
        " express gratitude, express solidarity, express sympathy, stand with, side with,"
        " be grateful, be thankful, be glad, be happy, be pleased, be proud, be sorry, be sad,"
        " be saddened, be angry, be furious, be outraged, be shocked, be surprised, be astonished,"
        " be appalled, be dismayed, be disappointed, be delighted, be relieved, be ashamed,"
        " be disgusted, be against, be in favour, be in favor, protest, compare, liken, boycott,"
        " gratitude, regret, thanks, sympathy, object to, opposition, support, commiserate,"
        " pray for, say sorry, say thank you, say goodbye,"
        " condole,"
        " nominate, appoint, pardon, ask forgiveness, beg forgiveness, beg pardon,"
        " throw its weight behind, throw his weight behind, throw her weight behind,"
        " come out against, come out in favour, come out in favor, voice anger, voice outrage,"
        " swear allegiance, pay homage to, acclaim, eulogise, eulogize"
    ),
    "assert": (
        "say, tell, state, declare, add, write, announce, report, claim, insist, maintain, admit,"
        " acknowledge, concede, confess, confirm, reveal, note, recall, point out, show, explain,"
        " assure, swear, complain, describe, call, speak, boast, stress, own up, remember, remind,"
        " rumour, rumor, purport, profess, prove, make clear, make it clear, be right, take note,"
        " disclose, testify, note, acknowledgement, acknowledgment, admission, confession,"
        " confirmation, revelation, read, put, answer, reply, repeat, learn, brand, observe,"
        " remark, contend, argue, assert, mention, according to, as to, words, account, version,"
        " hold, confide, vouch, attest, certify, understand, discover, establish, grant,"
        " come clean, verdict, dub, label, term, style, shout, yell, cry, scream, whisper,"
        " reiterate, emphasise, emphasize, underline, underscore, highlight, aver, affirm, avow,"
        " proclaim, post, publish, quip, counter, respond, retort, rejoin, go on, continue, relate,"
        " recount, narrate, outline, detail, elaborate, clarify, specify, summarise, summarize,"
        " imply, hint, indicate, signal, intimate, let know, let slip, divulge,"
        " portray, depict, characterise, characterize, identify, quote, cite, refer, depose,"
        " regard, see, count, offer, defend, justify, prefer,"
        " submit, plead guilty, be clear, contention, assertion, claim, testimony,"
        " remark, comment, statement, message, tweet, blog, broadcast, brief, inform,"
        " notify, teach, demonstrate, chant, sing, let it be known, make it known, make known,"
        " put out word, put it about, document, blurt out, let on, concur, interject, chime in,"
        " chip in, echo, chronicle, give, date, hit back, call out, peg,"
        " recognise, recognize,"
        " reassure, muse"
    ),
}
ENDORSING = (
    "confirm, admit, acknowledge, concede, reveal, find, note, recall, point out, confess, own up,"
    " remind, remember, prove, make clear, make it clear, be right, take note, disclose, discover,"
    " establish, grant, come clean, acknowledgement, acknowledgment, admission, confession,"
    " confirmation, revelation, concession, vouch, let slip, divulge, uncover, expose, recognise,"
    " recognize"
)
DISTANCING = (
    "claim, allege, insist, purport, profess, allegation, insistence, would have us believe,"
    " so-called, supposedly, allegedly, purportedly"
)
# What ends an entry though it stands in the content.
PARTICLES = frozenset(
    "for on upon off out at against to of up about with over aside back down as".split()
)
