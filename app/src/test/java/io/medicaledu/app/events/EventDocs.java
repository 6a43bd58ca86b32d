package io.medicaledu.app.events;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.medicaledu.audit.api.EventCatalog;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the sources of {@code shared-api} say of types, of their components and of their methods. */
final class EventDocs {

    private static final Pattern PARAMETER =
            Pattern.compile("@param\\s+(\\w+)\\s+(.*?)(?=\\s@\\w+\\s|$)", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("\\{@(code|link)\\s+([^}]*)}");

    private final Map<String, Doc> types = new LinkedHashMap<>();
    private final Map<String, String> methods = new LinkedHashMap<>();

    /**
     * A Javadoc comment.
     *
     * @param text without its tags; empty if there is none
     * @param parameters what is said of each
     */
    record Doc(String text, Map<String, String> parameters) {

        private static Doc of(@Nullable String comment) {
            String plain = comment == null ? "" : oneLine(comment);
            Map<String, String> parameters = new LinkedHashMap<>();
            Matcher matcher = PARAMETER.matcher(plain);
            while (matcher.find()) {
                parameters.put(matcher.group(1), matcher.group(2).strip());
            }
            return new Doc(plain.replaceAll("(^|\\s)@\\w+\\s.*", "").strip(), parameters);
        }
    }

    static EventDocs read(Sources sources) {
        EventDocs docs = new EventDocs();
        sources.each(docs::read);
        return docs;
    }

    private void read(CompilationUnitTree unit, DocTrees trees) {
        new TreePathScanner<@Nullable Void, String>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, String outer) {
                String name = type.getSimpleName().toString();
                types.put(name, Doc.of(comment(getCurrentPath())));
                return super.visitClass(type, name);
            }

            @Override
            public @Nullable Void visitMethod(MethodTree method, String outer) {
                String comment = comment(getCurrentPath());
                if (comment != null) {
                    methods.put(outer + "." + method.getName(), oneLine(comment));
                }
                return null;
            }

            private @Nullable String comment(TreePath path) {
                return trees.getDocComment(path);
            }
        }.scan(unit, "");
    }

    private static String oneLine(String comment) {
        return INLINE.matcher(comment)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).equals("code")
                                ? "`" + found.group(2) + "`"
                                : found.group(2).replace('#', '.')))
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Empty if the type is not ours or says nothing. */
    Doc of(Class<?> type) {
        return types.getOrDefault(type.getSimpleName(), new Doc("", Map.of()));
    }

    /**
     * What is said of a component: by the event itself, by its family for all events, and of an id also by an earlier event
     * of the family, or by the family that it belongs to.
     */
    @Nullable
    String component(Class<?> event, Class<?> family, String name) {
        Stream<@Nullable String> own = Stream.of(parameter(event, name), ofFamily(family, name));
        Stream<@Nullable String> others = name.endsWith("Id")
                ? Stream.concat(
                        Arrays.stream(family.getPermittedSubclasses()).map(other -> parameter(other, name)),
                        EventCatalog.families().stream().map(other -> ofFamily(other, name)))
                : Stream.empty();
        return Stream.concat(own, others).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private @Nullable String parameter(Class<?> event, String name) {
        return of(event).parameters().get(name);
    }

    private @Nullable String ofFamily(Class<?> family, String name) {
        return methods.get(family.getSimpleName() + "." + name);
    }
}
