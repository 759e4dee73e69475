namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>The pieces that the crowd's texts are put together from: all our own words.</summary>
internal static class Fragments
{
    public static readonly string[] When =
    [
        "This morning", "Last night", "Over soup today", "Halfway through the meeting", "On the walk home", "Before the kettle had boiled",
        "In a cold church hall", "At the second try", "Between two showers of rain", "After the minutes were read", "In its third week",
    ];

    public static readonly string[] Who =
    [
        "the tenants’ panel", "our young advisers", "a dozen neighbours", "the carers’ circle", "the night team and the families", "the allotment committee",
        "people who use the day centre", "two managers and nine residents", "the bus users’ group", "the school parliament", "our lunch club",
        "the peer researchers", "volunteers and staff together",
    ];

    public static readonly string[] Did =
    [
        "rewrote the agenda from the bottom up", "asked who decides, and waited for an answer", "put the plan on the wall with a pen beside it",
        "tried the new form and threw half of it away", "drew the service they would want for their own mother", "chose the chair, the date and the biscuits",
        "moved the meeting to where people already are", "counted who was in the room and who was not", "turned a consultation into a conversation",
        "split the budget with dried beans and an egg box", "read the policy aloud until it made sense", "said no to the first draft and stayed to write the second",
        "swapped name badges for first names", "wrote the job advert and sat on the panel", "agreed what listening would have to look like",
        "told the story behind the numbers", "found out that everyone had the same worry",
    ];

    public static readonly string[] Lessons =
    [
        "Nobody wanted to go home.", "Sharing power looks a lot like sharing the pen.", "It took an hour longer and saved a year.", "That is what “done with” feels like.",
        "The best idea came from the quietest chair.", "We came in with answers and left with better questions.", "Next time we start there.", "Small, slow and worth it.",
        "The plan is thinner now, and stronger.", "Trust turned up with the second pot of tea.", "We had been asking the wrong people.", "No slides were needed.",
        "It fits no template, and that is fine.", "Now it has to outlast this week.", "Everyone signed it, in felt tip.", "Power was passed round the table like the sugar.",
        "The vision fits on a postcard; the work does not.", "Proud is the word.", "Paid for their time, too, as it should be.",
    ];

    public static readonly string[] ClaimLeads =
    [
        "A thought for today:", "Said at our table:", "Written on our wall:", "Still turning this over:", "One line from the notebook:",
        "What I take back to work:", "Overheard, and kept:", "Our answer about power:", "My vision, in one breath:",
    ];

    public static readonly string[] Claims =
    [
        "co-production is not a meeting with better biscuits, it is deciding together.", "power does not shrink when it is shared.",
        "if people first hear of the plan when it is printed, it is not theirs.", "a vision is a promise that somebody will check.",
        "real involvement begins before the question is fixed.", "nobody was ever consulted into trust.",
        "ask what matters, then change something that people can see.", "little money is a reason to decide together, not an excuse to decide alone.",
        "those who live with a decision belong in the room where it is made.", "every service is somebody’s idea of what others need.",
        "nothing about the timetable was neutral once its passengers had read it.", "stories move what spreadsheets only describe.",
        "experts wear slippers as often as lanyards.", "whoever sets the agenda has decided half of it.",
        "a good question travels further than a good answer.", "equal does not mean alike, it means that no view is optional.",
    ];

    public static readonly string[] AskLeads =
    [
        "Our big question:", "Asked in our group:", "One for the wall:", "Here is one that we cannot answer:", "Sent in by our members:", "From the tea break:",
        "We would ask the whole country:",
    ];

    public static readonly string[] Questions =
    [
        "who is missing from the room, and has anybody asked them?", "what would you stop doing so that people could start?", "how deep in the policy is co-production, beyond the foreword?",
        "who holds the pen once the meeting is over?", "what does sharing power cost, and who pays it now?", "can this be done well on half the budget?",
        "what would your service look like if its users drew it?", "how will we know that anything has changed?", "which decision could you hand over this month?",
        "what did being wrong teach you?", "when did a story last change your plan?", "do we know what the word means, or do we just like saying it?",
    ];

    public static readonly string[] AnswerLeads =
    [
        "Easy:", "Honestly:", "From our side:", "We talked about it at lunch:", "Short answer:", "A long answer, cut short:", "In our group it was unanimous:",
        "Seen from the reception desk:", "As a carer:", "As a volunteer:", "Speaking for our street alone:",
    ];

    public static readonly string[] Answers =
    [
        "ask earlier, and ask fewer things.", "pay people for their time.", "start where people already meet.", "stop calling it engagement once it is decided.",
        "whoever has the keys has to be in the room.", "money is tight, but a shared decision costs less than a wrong one.", "it is in the strategy and not yet in the diary.",
        "we gave up the chair and nothing fell down.", "my gran would know, and nobody asked her.", "come back and say what changed.", "plain words first, the policy after.",
        "we are not there yet, and at least we say so.", "when young people wrote the questions, the answers got shorter.", "trust, and a bus that runs in the evening.",
        "half of us did not know the word, all of us had done it.", "let the group say no.",
    ];

    public static readonly string[] Remarks =
    [
        "Same here.", "Love this.", "How did you get the managers to come?", "Could we come and see?", "We tried that and the urn broke, but yes.", "The second point!",
        "Borrowing this, with credit.", "Did everybody stay to the end?", "Not sure that it scales, and I hope so.", "We see it a little differently and would like to talk.",
        "Please write this up.", "You made my lunch break.",
    ];

    public static readonly string[] Tails =
    [
        "Ours begins next month.", "It took us two winters.", "Our group would ask the same.", "Happy to swap notes.", "Thank you for saying it.", "There is a story in that.",
        "Who made the first move?", "The soup helped, I am sure.", "More of it, please.",
    ];

    public static readonly string[] Comments =
    [
        "Worth reading twice.", "The one to answer today.", "Our group says yes to this.", "Just what we meant.", "A week ago I would have shrugged at it.", "Going up on our wall.",
        "Read the replies as well.",
    ];

    public static readonly string[] Returns = ["Coming back to this.", "News on the post below.", "Some days on.", "It went further than we thought."];

    /// <summary>Said to us: @us stands for our handle.</summary>
    public static readonly string[] ToUs =
    [
        "A lovely session, thank you @us.", "@us is there still time to send in a question?", "Our event is not in the calendar, @us, could you have a look?",
        "Waving at @us from the back row.", "@us the poster in big print is a joy.", "Is the noon chat for members only, @us, or for everybody?",
        "We learnt a lot from @us today.", "@us thank you for such a quick answer.",
    ];

    /// <summary>With signs that wire formats stumble over.</summary>
    public static readonly string[] Signs =
    [
        "Tea & talk > slides & silence 🎉", "Process < people 💬 Simple as that.", "Three things from today:\n1. Ask sooner\n2. Listen longer\n3. Say what changed ✅",
        "“With” & “for” differ by more than two letters 🙌", "Café corner, half past ten: 9 people, 1 question & \"no slides\" ☕", "The <second draft> is on the wall & open for pens 🖊️",
        "👩‍👩‍👧 + 🧑‍🦽 + 👴🏽 = the panel that chose our bus stop", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 Island, town & glen on one call.\n\nThe sound was bad; the talk was not.",
    ];

    public static readonly string[] Pictures =
    [
        "A wall of yellow notes beside an open door", "Nine people round a table with a teapot in the middle", "A hand-drawn map of a high street, with pencil marks",
        "A postcard that says: power is for passing on", "A flip chart with one word on it: Listen", "Muddy boots in a row outside a community garden",
    ];

    public static readonly string[] Places = ["notes", "story", "calendar", "podcast", "blog/what-we-heard", "pack?size=large&print=yes"];

    public static readonly string[] CoTags = ["#CoProduction", "#PeoplePower", "#BigQuestions", "#DoneWith"];
}
