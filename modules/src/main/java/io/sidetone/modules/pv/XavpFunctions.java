package io.sidetone.modules.pv;

import io.sidetone.modules.messages.Xavps;
import io.sidetone.modules.messages.Xavps.Tree;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// Functions that fill trees of values, take them apart and show them. Thread-safe: keeps nothing.
final class XavpFunctions {

    private static final System.Logger LOG = System.getLogger(XavpFunctions.class.getName());

    private XavpFunctions() {}

    static void define(ModuleBuilder module) {
        for (Tree tree : Tree.values()) {
            String name = tree.variable();
            module.function("pv_" + name + "_print", "Logs all of `$" + name + "`.")
                    .returns(1, "always")
                    .example("pv_" + name + "_print();")
                    .does(context -> {
                        LOG.log(System.Logger.Level.INFO, "{0}", name + " = " + Xavps.of(context, tree));
                        return 1;
                    });
        }
        removing(module, Tree.XAVP);
        removing(module, Tree.XAVI);
        children(module, Tree.XAVP);
        children(module, Tree.XAVI);
        exploding(module);
        imploding(module);
        moving(module);
    }

    private static Argument<String> root() {
        return Argument.text("root", "The name of the first level.");
    }

    private static void removing(ModuleBuilder module, Tree tree) {
        String name = tree.variable();
        module.function(name + "_rm", "Takes the newest value of a name away.")
                .with(root())
                .returns(1, "it is not there any more")
                .example(name + "_rm(\"x\");")
                .does((context, root) -> {
                    Xavps.of(context, tree).remove(root, 0);
                    return 1;
                });
        module.function(name + "_rm_all", "Takes all values of a name away.")
                .with(root())
                .returns(1, "there are none any more")
                .example(name + "_rm_all(\"x\");")
                .does((context, root) -> {
                    Xavps.of(context, tree).removeAll(root);
                    return 1;
                });
        module.function(name + "_child_rm", "Takes a value of the second level away.")
                .with(root())
                .with(Argument.text("child", "The name of the second level."))
                .returns(1, "it is not there any more")
                .example(name + "_child_rm(\"x\", \"y\");")
                .does((context, root, child) -> {
                    Xavps inner = Xavps.of(context, tree).child(root, 0);
                    if (inner != null) {
                        inner.removeAll(child);
                    }
                    return 1;
                });
    }

    private static void children(ModuleBuilder module, Tree tree) {
        String name = tree.variable();
        module.function(name + "_child_seti", "Sets a value of the second level to a number.")
                .with(root())
                .with(Argument.text("child", "The name of the second level."))
                .with(Argument.integer("value", "The number."))
                .returns(1, "set")
                .example(name + "_child_seti(\"x\", \"y\", 10);")
                .does((context, root, child, value) -> setChild(context, tree, root, child, value));
        module.function(name + "_child_sets", "Sets a value of the second level to a text.")
                .with(root())
                .with(Argument.text("child", "The name of the second level."))
                .with(Argument.text("value", "The text."))
                .returns(1, "set")
                .example(name + "_child_sets(\"x\", \"y\", \"$rU\");")
                .does((context, root, child, value) -> setChild(context, tree, root, child, value));
    }

    private static int setChild(RoutingContext context, Tree tree, String root, String child, Object value) {
        Xavps list = Xavps.of(context, tree);
        Xavps inner = list.child(root, 0);
        if (inner == null) {
            inner = list.list();
            list.add(root, inner);
        }
        inner.setOnly(child, value);
        return 1;
    }

    private static void exploding(ModuleBuilder module) {
        module.function("xavp_params_explode", "Makes a list of `name=value;name=value`.")
                .with(Argument.text("parameters", "The text."))
                .with(root())
                .returns(1, "the list is there")
                .returns(-1, "there is no parameter in it")
                .example("xavp_params_explode(\"a=b;c=d\", \"x\");")
                .does((context, text, root) -> explode(Xavps.of(context, Tree.XAVP), text, ';', root));
        module.function("xavp_xparams_explode", "Makes a list of names and values with another separator than `;`.")
                .with(Argument.text("parameters", "The text."))
                .with(Argument.text("separator", "What stands between two of them."))
                .with(root())
                .returns(1, "the list is there")
                .returns(-1, "there is no parameter in it")
                .example("xavp_xparams_explode(\"a=b,c=d\", \",\", \"x\");")
                .does((context, text, separator, root) -> separator.isEmpty()
                        ? -1
                        : explode(Xavps.of(context, Tree.XAVP), text, separator.charAt(0), root));
        module.function("xavu_params_explode", "Sets the values of `name=value;name=value` in `$xavu`.")
                .with(Argument.text("parameters", "The text."))
                .with(root())
                .returns(1, "they are set")
                .returns(-1, "there is no parameter in it")
                .example("xavu_params_explode(\"a=b;c=d\", \"x\");")
                .does((context, text, root) -> {
                    Xavps.of(context, Tree.XAVU).removeAll(root);
                    return explode(Xavps.of(context, Tree.XAVU), text, ';', root);
                });
        module.function("xavp_slist_explode", "Makes a list of the parts of a text: `$xavp(root[0]=>v[0])` and so on.")
                .with(Argument.text("text", "The text."))
                .with(Argument.text("separators", "Characters, each of which stands between two parts."))
                .with(Argument.text("mode", "`t` takes blanks around the parts away."))
                .with(root())
                .returns(1, "the list is there")
                .returns(-1, "there is no part")
                .example("xavp_slist_explode(\"a, b\", \",\", \"t\", \"x\");")
                .does(XavpFunctions::parts);
    }

    private static int explode(Xavps tree, String text, char separator, String root) {
        Xavps list = tree.list();
        List<String> pairs = new ArrayList<>();
        StringBuilder pair = new StringBuilder();
        boolean quoted = false;
        for (char each : (text + separator).toCharArray()) {
            quoted ^= each == '"';
            if (each == separator && !quoted) {
                pairs.add(pair.toString());
                pair.setLength(0);
            } else {
                pair.append(each);
            }
        }
        for (String each : pairs) {
            int equals = each.indexOf('=');
            String name = (equals < 0 ? each : each.substring(0, equals)).strip();
            if (!name.isEmpty()) {
                list.add(
                        name,
                        unquoted(equals < 0 ? "" : each.substring(equals + 1).strip()));
            }
        }
        if (list.names().isEmpty()) {
            return -1;
        }
        tree.add(root, list);
        return 1;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static int parts(RoutingContext context, String text, String separators, String mode, String root) {
        Xavps tree = Xavps.of(context, Tree.XAVP);
        Xavps list = tree.list();
        List<String> parts = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, separators);
        while (tokens.hasMoreTokens()) {
            String part = mode.contains("t") ? tokens.nextToken().strip() : tokens.nextToken();
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        parts.reversed().forEach(part -> list.add("v", part));
        if (parts.isEmpty()) {
            return -1;
        }
        tree.add(root, list);
        return 1;
    }

    private static void imploding(ModuleBuilder module) {
        for (String name : new String[] {"xavp_params_implode", "xavp_params_implode_qval", "xavu_params_implode"}) {
            Tree tree = name.startsWith("xavu") ? Tree.XAVU : Tree.XAVP;
            boolean quotes = name.endsWith("qval");
            module.function(name, "Makes a text `name=value;` of a list" + (quotes ? ", with quotes." : "."))
                    .with(root())
                    .with(Argument.output("result", "Gets the text."))
                    .returns(1, "done")
                    .returns(-1, "there is no such list")
                    .example(name + "(\"x\", \"$var(text)\");")
                    .does((context, root, result) -> {
                        Xavps list = Xavps.of(context, tree).child(root, 0);
                        if (list == null) {
                            return -1;
                        }
                        result.set(implode(list, quotes));
                        return 1;
                    });
        }
    }

    private static String implode(Xavps list, boolean quotes) {
        StringBuilder out = new StringBuilder();
        for (String name : list.names()) {
            for (Object value : list.all(name)) {
                String text = Values.text(value);
                boolean quoted = quotes && value instanceof String;
                out.append(name)
                        .append('=')
                        .append(quoted ? "\"" + text + "\"" : text)
                        .append(';');
            }
        }
        return out.toString();
    }

    private static void moving(ModuleBuilder module) {
        module.function("xavp_lshift", "Lets the values of a name change places: each goes some places to the left.")
                .with(root())
                .with(Argument.integer("places", "How many; to the right if negative."))
                .returns(1, "done")
                .returns(-1, "there is no such name")
                .example("xavp_lshift(\"x\", 1);")
                .does((context, root, places) -> {
                    Xavps tree = Xavps.of(context, Tree.XAVP);
                    tree.shift(root, places);
                    return tree.get(root, 0) == null ? -1 : 1;
                });
        module.function("xavp_copy", "Copies a value: behind those of another name, or in the place of one of them.")
                .with(root())
                .with(Argument.integer("index", "Which of its values, from the newest."))
                .with(Argument.text("target", "The other name."))
                .with(Argument.integer("target_index", "Which of its values is replaced; none if left out.")
                        .optional())
                .returns(1, "copied")
                .returns(-1, "there is no such value")
                .example("xavp_copy(\"a\", 0, \"b\");")
                .does(XavpFunctions::copy);
    }

    private static int copy(RoutingContext context, String root, Long index, String target, @Nullable Long at) {
        Xavps tree = Xavps.of(context, Tree.XAVP);
        Object value = tree.get(root, index);
        if (value == null) {
            return -1;
        }
        Object copy = value instanceof Xavps list ? list.copy() : value;
        if (at != null) {
            return tree.set(target, at, copy) ? 1 : -1;
        }
        tree.append(target, copy);
        return 1;
    }
}
