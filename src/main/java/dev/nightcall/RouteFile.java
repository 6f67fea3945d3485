package dev.nightcall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.reading.PatternException;
import dev.nightcall.settings.Spelling;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;
import dev.nightcall.yaml.YamlException;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file of routes in YAML: read step by step, so that what is wrong is said with the line of this file. */
final class RouteFile {

    private static final Pattern LINE = Pattern.compile("(?:line |\\.yaml:)(\\d+)");

    private final Path path;
    private final List<String> problems = new ArrayList<>();
    private final List<String> unset = new ArrayList<>();
    private final List<RouteDefinition> routes = new ArrayList<>();
    private Collection<RoutesBuilder> builders = List.of();
    private String text = "";
    private YamlDocument document;

    RouteFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** As {@code file:line: what is wrong}; empty when it can be used. */
    List<String> problems() {
        return problems;
    }

    /** Variables that its routes need and that are not set. */
    List<String> unset() {
        return unset;
    }

    /** Its templates, and the routes that are not made from one. */
    void load(CamelContext camel) {
        if (!isNamedAsRoutes()) {
            problems.add(path + ":1: is not read: the name of a file of routes ends in .yaml");
        }
        try {
            text = Files.readString(path);
            document = YamlDocument.ofTexts(path.toString(), text);
            document.problems().forEach(this::wrong);
        } catch (YamlException e) {
            problems.add(e.getMessage());
        } catch (IOException e) {
            problems.add(path + ":1: cannot be read as text in UTF-8: " + e);
        }
        if (problems.isEmpty()) {
            collect(camel, () -> {
                builders = PluginHelper.getRoutesLoader(camel)
                        .findRoutesBuilders(ResourceHelper.resolveResource(camel, "file:" + path));
                for (RoutesBuilder builder : builders) {
                    builder.addRoutesToCamelContext(camel);
                }
            });
        }
    }

    /** Its routes that are made from templates; and whether it can live with those before it. @param taken what they took */
    void build(CamelContext camel, RouteNames taken) {
        if (document == null || !isNamedAsRoutes()) {
            return;
        }
        List<String> templated = templated();
        templated.forEach(item -> checkParameters(camel, item));
        if (!problems.isEmpty()) {
            return;
        }
        int before = routes.size();
        collect(camel, () -> {
            for (RoutesBuilder builder : builders) {
                builder.addTemplatedRoutesToCamelContext(camel);
            }
        });
        for (int i = before; i < routes.size() && i - before < templated.size(); i++) {
            configure(routes.get(i), templated.get(i - before));
        }
        if (problems.isEmpty()) {
            RouteNames.unset(camel, routes).forEach(variable -> unset.add(path + ":" + lineWith(variable) + ": " + variable
                    + " is not set"));
            problems.addAll(taken.take(camel, path, routes, document));
        }
    }

    private boolean isNamedAsRoutes() {
        return path.toString().endsWith(".yaml");
    }

    /** As if it had never been read. */
    void remove(CamelContext camel) {
        try {
            camel.getCamelContextExtension().getContextPlugin(Model.class).removeRouteDefinitions(routes);
        } catch (Exception e) {
            throw new IllegalStateException(path + " cannot be left out: " + e.getMessage(), e);
        }
    }

    /** What it would have had. */
    LeftOutFile leftOut() {
        return new LeftOutFile(path, document == null ? null : document.root(), problems.isEmpty()
                ? "needs a value, see " + String.join(", ", unset) : "is left out, see " + problems.get(0));
    }

    /** Those that can be used. */
    List<RouteDefinition> routes() {
        return routes;
    }

    private List<String> templated() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < document.root().size(); i++) {
            String item = "/" + i + "/templatedRoute";
            if (document.root().at(item).isObject()) {
                items.add(item);
            }
        }
        return items;
    }

    private void checkParameters(CamelContext camel, String item) {
        JsonNode name = document.root().at(item + "/routeTemplateRef");
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        RouteTemplateDefinition template = model.getRouteTemplateDefinition(name.asText());
        if (template == null) {
            wrong(document.problem(item + "/routeTemplateRef", "there is no template " + name.asText()
                    + Spelling.hint(name.asText(), model.getRouteTemplateDefinitions().stream()
                            .map(RouteTemplateDefinition::getId).toList())));
            return;
        }
        List<String> known = template.getTemplateParameters().stream().map(RouteTemplateParameterDefinition::getName).toList();
        Set<String> given = new LinkedHashSet<>();
        JsonNode parameters = document.root().at(item + "/parameters");
        for (int i = 0; i < parameters.size(); i++) {
            String parameter = parameters.get(i).path("name").asText();
            String at = item + "/parameters/" + i + "/name";
            if (!known.contains(parameter)) {
                wrong(document.problem(at, template.getId() + " has no parameter " + parameter
                        + Spelling.hint(parameter, known)));
            } else if (!given.add(parameter)) {
                wrong(document.problem(at, parameter + " is there twice"));
            }
        }
        template.getTemplateParameters().stream().filter(parameter -> parameter.isRequired()
                && parameter.getDefaultValue() == null && !given.contains(parameter.getName())).forEach(parameter ->
                wrong(document.problem(item, "the parameter " + parameter.getName() + " is missing")));
    }

    /** What a template does with the parameters of its route, which Camel does at the start only. */
    private void configure(RouteDefinition route, String item) {
        var context = route.getRouteTemplateContext();
        if (context == null || context.getConfigurer() == null) {
            return;
        }
        try {
            context.getConfigurer().accept(context);
        } catch (PatternException e) {
            String read = value(item, "read");
            e.problems().forEach(problem -> problems.add(path + ":" + document.lineOf(read, problem.line()) + ": source "
                    + document.root().at(value(item, "monitor")).asText() + ": " + PatternException.said(problem)));
        } catch (Exception e) {
            problems.add(at(item, e.getMessage()));
        }
    }

    /** Where the value of a parameter is. */
    private String value(String item, String parameter) {
        JsonNode parameters = document.root().at(item + "/parameters");
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).path("name").asText().equals(parameter)) {
                return item + "/parameters/" + i + "/value";
            }
        }
        return item;
    }

    private int lineWith(String text) {
        List<String> lines = this.text.lines().toList();
        return 1 + (int) lines.stream().takeWhile(line -> !line.contains(text)).count() % Math.max(1, lines.size());
    }

    private interface Step {

        void run() throws Exception;
    }

    /** Keeps the routes that a step adds, and says what Camel says against them. */
    private void collect(CamelContext camel, Step step) {
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        Set<RouteDefinition> before = Set.copyOf(model.getRouteDefinitions());
        try {
            step.run();
        } catch (Exception e) {
            String message = String.valueOf(e.getMessage());
            Matcher line = LINE.matcher(message);
            problems.add(path + ":" + (line.find() ? line.group(1) : "1") + ": cannot be read as routes: "
                    + message.lines().findFirst().orElse(""));
        }
        model.getRouteDefinitions().stream().filter(route -> !before.contains(route)).forEach(routes::add);
    }

    private String at(String item, String text) {
        return path + ":" + document.problem(item, "").line() + ": " + text;
    }

    private void wrong(Problem problem) {
        problems.add(path + ":" + problem.line() + ": " + problem.text());
    }
}
