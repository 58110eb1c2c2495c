package io.sidetone.script.transform;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Type;
import java.util.List;

/// `{url.*}`, and the escapes of URLs of HTTP.
final class UrlTransformations {

    private static final String PLAIN = "-_.~";

    private UrlTransformations() {}

    static List<TransformationDefinition> all() {
        return List.of(
                row(
                                "s.urlencode.param",
                                text -> PercentText.escaped(text, PLAIN, false),
                                "As a parameter of a URL: `%` and two digits in lower case for what is not plain.",
                                "\"a b&c\"{s.urlencode.param} -> \"a%20b%26c\"")
                        .of(Family.KAMAILIO),
                row(
                                "s.urldecode.param",
                                text -> PercentText.unescaped(text, true),
                                "The contrary of s.urlencode.param; `+` is a space too.",
                                "\"a+b%26c\"{s.urldecode.param} -> \"a b&c\"")
                        .of(Family.KAMAILIO),
                row(
                                "rest.escape",
                                text -> PercentText.escaped(text, PLAIN, true),
                                "As a parameter of a URL: `%` and two digits in upper case for what is not plain.",
                                "\"a@b\"{rest.escape} -> \"a%40b\"")
                        .of(Family.OPENSIPS),
                row(
                                "rest.unescape",
                                text -> PercentText.unescaped(text, false),
                                "The contrary of rest.escape.",
                                "\"a%40b\"{rest.unescape} -> \"a@b\"")
                        .of(Family.OPENSIPS),
                row(
                                "url.path",
                                text -> text.indexOf('?') < 0 ? text : text.substring(0, text.indexOf('?')),
                                "What stands before the query.",
                                "\"/path/?a=b\"{url.path} -> \"/path/\"")
                        .of(Family.KAMAILIO),
                row(
                                "url.querystring",
                                text -> text.indexOf('?') < 0 ? "" : text.substring(text.indexOf('?') + 1),
                                "The query; empty if there is none.",
                                "\"/path/?a=b\"{url.querystring} -> \"a=b\"")
                        .of(Family.KAMAILIO));
    }

    private static TransformationDefinition row(
            String name, TextOperation.OfText operation, String description, String example) {
        return TransformationDefinition.of(name, Type.STRING, TextOperation.of(operation), description, example);
    }
}
