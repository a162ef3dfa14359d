"""Words that decide what a capitalised run is."""

from __future__ import annotations

import re

from align.text.words import word_set

HONORIFICS = word_set("Mr Mrs Ms Miss Dr Prof Sir Madam Mme Messrs Mr. Mrs. Ms. Dr. Prof.")
CONNECTORS = word_set("of de van von der den del della di da dos du la le el al bin ibn y")
ORG_TAIL = word_set(
    "Inc Inc. Corp Corp. Co Co. Ltd Ltd. LLC LLP PLC plc AG SA NV SE GmbH Corporation Incorporated Limited Company",
    "Holdings Group",
)
ORG_WORDS = word_set(
    "Bank Capital Securities Partners University College Institute Council Committee Party Association Department",
    "Ministry Court Commission Agency Board Office Bureau Centre Center Hospital Museum School Church Club League",
    "Union Federation Foundation Trust Authority Service Services Research Technologies Technology Systems",
    "Industries Energy Airlines Airways Motors Studios Records Press Times Post News Journal Television Society",
    "Organization Organisation Exchange Fund Management Advisors Markets Financial Insurance Pharmaceuticals",
    "Therapeutics Biosciences Semiconductor Semiconductors Electronics Software Networks Media Entertainment",
    "Parliament Senate Congress House Assembly Administration Government Army Navy Force Police",
)
ROLE_WORDS = word_set(
    "Chairman Chairwoman Chairperson Chair President Vice Chief Executive Officer Financial Operating Technology",
    "CEO CFO COO CTO CIO CMO CSO CHRO SVP EVP VP IR Director Manager Senior Head Founder Co-Founder Partner",
    "Secretary Treasurer Controller Counsel Analyst Operator Investor Relations Deputy Managing General Minister",
    "Prime Senator Governor Mayor Judge Justice Detective Sergeant Captain Colonel Lieutenant Officer Officers",
    "Congressman Congresswoman Representative Rep Sen Gov Gen Lt Col Sgt Capt Rev Reverend Father Bishop",
    "Archbishop Pope King Queen Prince Princess Duke Duchess Lord Lady Professor Doctor Ambassador Commissioner",
    "Coach Councillor Chancellor Spokesman Spokeswoman Secretary-General MP Former Acting",
)
NICKNAMES = {
    short: tuple(whole.split("|"))
    for short, whole in (
        row.split(":")
        for row in [
            "abby:abigail",
            "alex:alexander|alexandra",
            "andy:andrew|andreas",
            "becky:rebecca",
            "ben:benjamin",
            "beth:elizabeth",
            "bill:william",
            "bob:robert",
            "cathy:catherine",
            "charlie:charles",
            "chris:christopher|christine|christian",
            "cindy:cynthia",
            "dan:daniel",
            "dave:david",
            "debbie:deborah",
            "don:donald",
            "doug:douglas",
            "drew:andrew",
            "ed:edward|edwin",
            "fred:frederick",
            "gabe:gabriel",
            "greg:gregory",
            "jake:jacob",
            "jeff:jeffrey|geoffrey",
            "jen:jennifer",
            "jenny:jennifer",
            "jim:james",
            "joe:joseph",
            "josh:joshua",
            "kate:katherine|kathryn",
            "kathy:katherine|kathleen",
            "ken:kenneth|kendall",
            "larry:lawrence",
            "liz:elizabeth",
            "lou:louis",
            "maggie:margaret",
            "mandy:amanda",
            "matt:matthew",
            "meg:margaret|megan",
            "mike:michael",
            "mitch:mitchell",
            "nate:nathan|nathaniel",
            "nick:nicholas",
            "pam:pamela",
            "pat:patrick|patricia",
            "pete:peter",
            "phil:philip|phillip",
            "ray:raymond",
            "rich:richard",
            "rick:richard",
            "rob:robert",
            "ron:ronald",
            "russ:russell",
            "sam:samuel|samantha",
            "sandy:sandra",
            "steve:steven|stephen",
            "stu:stuart",
            "sue:susan",
            "ted:theodore|edward",
            "terry:terence|teresa",
            "tim:timothy",
            "tom:thomas",
            "tony:anthony",
            "val:valerie",
            "vicky:victoria",
            "wes:wesley",
            "will:william",
            "zach:zachary",
        ]
    )
}
DEMONYMS = word_set(
    "American Americans British Briton Britons English Englishman Scottish Welsh Irish French German Germans Italian",
    "Spanish Portuguese Dutch Belgian Swiss Austrian Swedish Norwegian Danish Finnish Polish Czech Hungarian Romanian",
    "Bulgarian Greek Turkish Russian Russians Ukrainian Israeli Israelis Palestinian Palestinians Iranian Iraqi Syrian",
    "Syrians Egyptian Saudi Saudis Yemeni Indian Indians Pakistani Bangladeshi Chinese Japanese Korean Koreans",
    "Taiwanese Vietnamese Thai Malaysian Indonesian Filipino Australian Australians Canadian Canadians Mexican",
    "Mexicans Brazilian Argentine Argentinian Chilean Colombian Venezuelan Cuban African Africans European Europeans",
    "Asian Asians Arab Arabs Arabic Muslim Muslims Christian Christians Jewish Jew Jews Catholic Catholics Protestant",
    "Islamic Latin Hispanic Roman Western Eastern Northern Southern Democrat Democrats Republican Republicans Tory",
    "Tories Nigerian Kenyan South-African Macedonian Macedonians Serbian Albanian Croatian Bosnian Slovak Slovenian",
    "Lebanese Jordanian Afghan Ethiopian Somali Sudanese Libyan Tunisian Moroccan Algerian Cuban Jamaican Haitian",
    "Nazi Nazis Communist Hindu Buddhist Sikh Soviet Olympian Mainland Greater Anglo Democratic",
)
NEVER_NAMES = word_set(
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul",
    "Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun",
    "Q1 Q2 Q3 Q4 H1 H2 FY OK TV PM AM Ph.D MBA PhD A.M P.M a.m p.m Mt St No Internet Christmas Easter",
    "I I'm I've I'd I'll I’m I’ve I’d I’ll Okay Hello Hi Yeah Yes Thanks Thank USD US$ NT RMB EUR GBP JPY HKD TWD CNY",
    "It's That's There's We're We've We'll They're You're Let's Don't Here's What's He's She's Who's Isn't Can't",
    "It’s That’s There’s We’re We’ve We’ll They’re You’re Let’s Don’t Here’s What’s He’s She’s Who’s Isn’t Can’t",
)
SMALL_WORDS = word_set(
    "the a an and or but if so as at by for from in into of on onto to up with without within about above after again",
    "against all also although always am among any are around back be because been before being below between both",
    "can could did do does doing down during each either else even ever every few first following further get had",
    "has have having he her here hers him his how however i in indeed instead is it its just last later least less",
    "like look looking many may maybe me meanwhile might mine more most much must my near neither never next no nor",
    "not nothing now off often ok okay once one only other others our ours out over own per perhaps please rather",
    "right same second secondly she should similarly since some something soon still such than thank thanks that",
    "their them then there therefore these they third this those though three through throughout thus today together",
    "tomorrow tonight too two under unless unlike until upon us very was we well were what whatever when where whether",
    "which while who whom whose why will with would yes yesterday yet you your yours finally additionally overall",
    "based given moreover furthermore nevertheless nonetheless otherwise earlier currently previously recently",
    "specifically importantly obviously basically actually again excluding including regarding despite compared",
    "congratulations good great sure operator question answer ladies gentlemen everyone hello hi hey welcome new",
    "revenue net gross total operating company management board fiscal quarter year half series phase note page",
    "four five six seven eight nine ten hundred thousand million billion",
)
NOT_CODES = re.compile(
    r"(?:Q|H|FY|CY|SS|AW|WW|WWI|BC|AD|COVID|G|F|C|S|M|E)-?\d{1,4}|[A-Z]{3}-?\d{2,5}(?:M|B|K)?|20-?\d\d"
)
