package io.medicaledu.sandbox.stripe.web;

/** What all pages have in common. */
final class PageFrame {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{title} – Stripe sandbox</title>
              <style>
                body { font: 16px/1.5 system-ui, sans-serif; background: #f4f6f8; color: #1a2733; margin: 0; padding: 1rem; }
                main { max-width: 26rem; margin: 2rem auto; padding: 2rem; background: #fff; border-radius: 12px;
                       box-shadow: 0 2px 12px #0002; }
                h1 { font-size: 2rem; margin: .5rem 0; }
                ul { padding-left: 1.2rem; } .items { list-style: none; padding: 0; margin: 0 0 1.5rem; }
                label { display: block; font-weight: 600; margin-bottom: .25rem; }
                input { width: 100%; box-sizing: border-box; font: inherit; padding: .6rem; border: 1px solid #6b7a89;
                        border-radius: 6px; }
                button { margin-top: 1rem; width: 100%; font: inherit; font-weight: 600; padding: .7rem; border: 0;
                         border-radius: 6px; background: #0a5cc2; color: #fff; cursor: pointer; }
                button.other { background: #fff; color: #0a5cc2; border: 1px solid #0a5cc2; }
                :focus-visible { outline: 3px solid #0a5cc2; outline-offset: 2px; }
                .badge { display: inline-block; margin: 0; padding: 0 .6rem; border-radius: 99px; background: #fff1cc;
                         color: #5c4400; font-size: .85rem; }
                .error { background: #fdecea; color: #8a1c12; padding: .6rem .8rem; border-radius: 6px; }
                .done { background: #e6f4ea; color: #14532d; padding: .6rem .8rem; border-radius: 6px; }
                .note { color: #51606e; font-size: .85rem; } code { white-space: nowrap; }
              </style>
            </head>
            <body><main>{body}</main></body>
            </html>
            """;

    private PageFrame() {}

    static String of(String title, String body) {
        return FRAME.replace("{title}", title).replace("{body}", body);
    }
}
