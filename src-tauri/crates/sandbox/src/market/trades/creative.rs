//! Design and moving pictures.

use super::{Brief, Category, Trade};

const GROUP: (&str, &str) = ("Design & Creative", "design-creative");

pub(super) static DESIGN: Trade = Trade {
    category: Category {
        name: "Graphic, Editorial & Presentation Design",
        slug: "graphic-design",
        group: GROUP.0,
        group_slug: GROUP.1,
    },
    occupation: "Graphic Design",
    weight: 10,
    hourly: (10, 85),
    fixed: (20, 3_500),
    briefs: &[
        Brief {
            title: "UI/UX designer (Figma) for {product}",
            gist: "The product works and looks like its database. We want the three main journeys redesigned, tested with five users, and handed over as components.",
            skills: &["Figma", "UI/UX", "User Research"],
        },
        Brief {
            title: "Logo and small brand guide for a {industry} company",
            gist: "We know what we are not: playful, loud, gradient. A mark that works in one colour at 16 pixels, and six pages of rules.",
            skills: &["Logo Design", "Brand Identity", "Adobe Illustrator"],
        },
        Brief {
            title: "Pitch deck, 14 slides, figures to be drawn anew",
            gist: "The story is written. What is missing is order, breathing space and charts that say one thing each.",
            skills: &["Presentation Design", "PowerPoint", "Infographics"],
        },
        Brief {
            title: "Packaging design for {n} varieties of tea",
            gist: "One system, many flavours, printed locally on uncoated stock. Dielines are there, photos are not wanted.",
            skills: &["Packaging Design", "Adobe Illustrator", "Print Design"],
        },
        Brief {
            title: "Illustrations for a children's book, 24 pages",
            gist: "A hedgehog, a lighthouse and a storm. Warm but not sweet; we would love to see sketches in pencil or ink.",
            skills: &["Illustration", "Children's Book Illustration"],
        },
        Brief {
            title: "Social media templates in Canva",
            gist: "Twelve templates our team can fill without breaking them. Fonts and colours are decided.",
            skills: &["Canva", "Social Media Design"],
        },
        Brief {
            title: "Design system audit for {product}",
            gist: "Forty-one shades of grey by our own count. Tell us which to keep, name them, and show the difference.",
            skills: &["Design Systems", "Figma", "Web Accessibility"],
        },
        Brief {
            title: "Floor plans to 3D renderings (SketchUp, Blender)",
            gist: "Seven flats, two views each, daylight. Furniture may be simple; proportions must be right.",
            skills: &["3D Rendering", "SketchUp", "Blender"],
        },
    ],
    skills: &[
        "Graphic Design",
        "Adobe Photoshop",
        "Adobe Illustrator",
        "Figma",
        "Typography",
        "Web Design",
        "Adobe InDesign",
        "Wireframing",
        "Prototyping",
        "Print Design",
        "Icon Design",
        "Brand Guidelines",
        "Layout Design",
        "Visual Design",
    ],
    tags: &["design", "branding", "ui-design", "illustration"],
    tasks: &[
        "Show {n} directions before going deep into one",
        "Deliver sources in layers, named",
        "Prepare print files with the printer's profile",
        "Redraw the icons on one grid",
        "Lay out the empty, loading and error states as well",
        "Test the colours for contrast and for colour-blind readers",
        "Meet once a week for half an hour and show work in progress",
        "Write the two pages of rules our own people will follow",
    ],
    wants: &[
        "A portfolio with few and finished pieces",
        "Typography first",
        "You give reasons for a decision in a sentence",
        "Comfortable with developers and with printers",
        "All rights pass to us on payment",
        "Quick rough sketches rather than slow perfect ones",
    ],
    questions: &[
        "Which piece in your portfolio is nearest to this, and why?",
        "How many rounds are in your price?",
        "Which typeface would you not use here?",
    ],
};

pub(super) static VIDEO: Trade = Trade {
    category: Category { name: "Video & Animation", slug: "video-animation", group: GROUP.0, group_slug: GROUP.1 },
    occupation: "Video Editing",
    weight: 7,
    hourly: (8, 70),
    fixed: (20, 2_500),
    briefs: &[
        Brief {
            title: "Video editor for a weekly {industry} channel",
            gist: "One long video and four short ones from it each week. You get raw footage on Monday; we publish on Thursday.",
            skills: &["Video Editing", "Adobe Premiere Pro"],
        },
        Brief {
            title: "Explainer animation, 75 seconds, for {product}",
            gist: "Script and voice exist. We think of simple shapes and good timing rather than characters with big eyes.",
            skills: &["Motion Graphics", "Adobe After Effects", "Explainer Video"],
        },
        Brief {
            title: "Cut {n} interviews to two minutes each",
            gist: "Two cameras, clean sound, subtitles in two languages. The speakers are not professionals and should look as if they were.",
            skills: &["Video Editing", "Subtitles", "DaVinci Resolve"],
        },
        Brief {
            title: "Colour grading of a short film, 18 minutes",
            gist: "Shot in log over six nights. The reference stills are chosen; we would sit in for one remote session.",
            skills: &["Color Grading", "DaVinci Resolve"],
        },
        Brief {
            title: "Lottie animations for an app's onboarding",
            gist: "Five small loops, under 40 kB each, that follow the theme's colours.",
            skills: &["Lottie", "Adobe After Effects", "Micro Animations"],
        },
        Brief {
            title: "Podcast audio clean-up and editing",
            gist: "Remote recordings with a hum, some crosstalk, and too many ers. About fifty minutes an episode.",
            skills: &["Audio Editing", "Podcast Editing"],
        },
    ],
    skills: &[
        "Video Editing",
        "Adobe Premiere Pro",
        "Adobe After Effects",
        "Motion Graphics",
        "Final Cut Pro",
        "Sound Design",
        "Storyboarding",
        "YouTube",
        "2D Animation",
        "3D Animation",
        "Color Correction",
        "Voice-Over",
        "CapCut",
        "Video Production",
    ],
    tags: &["video", "animation", "editing", "youtube"],
    tasks: &[
        "Select the takes and build a rough cut within two days",
        "Keep the pace calm and the first five seconds strong",
        "Add lower thirds from our template",
        "Clean the sound before anything else",
        "Export in {n} formats for the different channels",
        "Deliver the project files with fonts and footage linked",
        "Suggest a thumbnail with each video",
        "Write subtitles that keep the speaker's tone",
    ],
    wants: &[
        "A sense of rhythm",
        "Your own software licences",
        "Answers within a working day",
        "Footage you used must be cleared",
        "Examples in the same length and mood",
        "Able to work from a loose script",
    ],
    questions: &[
        "Please send two links, one of which you are proud of for its sound.",
        "How long would the first video take you?",
        "Do you work with proxies for 4K footage?",
    ],
};
