package io.medicaledu.app.events;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import io.medicaledu.audit.api.EventCatalog;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which classes of {@code command-side} make an event: where it is constructed, and in answer to which command. */
final class EventProducers {

    private final Map<String, Set<String>> byEvent = new TreeMap<>();

    static EventProducers find() {
        EventProducers producers = new EventProducers();
        Sources.of("command-side").each((unit, docs) -> producers.read(unit));
        return producers;
    }

    private void read(CompilationUnitTree unit) {
        new TreePathScanner<@Nullable Void, Place>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, Place place) {
                return super.visitClass(type, new Place(type.getSimpleName().toString(), null));
            }

            @Override
            public @Nullable Void visitMethod(MethodTree method, Place place) {
                return super.visitMethod(method, new Place(place.type(), command(method)));
            }

            @Override
            public @Nullable Void visitNewClass(NewClassTree creation, Place place) {
                String created = creation.getIdentifier().toString();
                String name = created.substring(created.lastIndexOf('.') + 1);
                if (EventCatalog.byName().containsKey(name)) {
                    byEvent.computeIfAbsent(name, event -> new TreeSet<>()).add(place.toString());
                }
                return super.visitNewClass(creation, place);
            }
        }.scan(unit, new Place("", null));
    }

    /** A constructor or a handler is asked by the command that it takes. */
    private static @Nullable String command(MethodTree method) {
        boolean handles = method.getReturnType() == null
                || method.getModifiers().getAnnotations().stream()
                        .map(AnnotationTree::getAnnotationType)
                        .map(Tree::toString)
                        .anyMatch("CommandHandler"::equals);
        return handles && !method.getParameters().isEmpty()
                ? method.getParameters().getFirst().getType().toString()
                : null;
    }

    private record Place(String type, @Nullable String command) {

        @Override
        public String toString() {
            return command == null ? "`" + type + "`" : "`" + type + "` (`" + command + "`)";
        }
    }

    /** Class names, with the command if it is the class's own handler. */
    Set<String> of(Class<?> event) {
        return byEvent.getOrDefault(event.getSimpleName(), Set.of());
    }
}
