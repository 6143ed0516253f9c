package io.github.cameldoshii.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.camel.dsl.jbang.core.commands.CamelCommand;
import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camel catalog component doshii}: what the component's catalog has, as tables, or as it is. */
@Command(
        name = "doshii",
        description = "Shows the component doshii, which is not one of Camel's own",
        sortOptions = false)
final class DoshiiCommand extends CamelCommand {

    private static final String CATALOG = "META-INF/io/github/cameldoshii/doshii.json";
    private static final int NAME_WIDTH = 35;
    private static final int DESCRIPTION_WIDTH = 80;
    private static final int DEFAULT_WIDTH = 25;

    @Option(
            names = "--filter",
            description = "Only what has this text in its name, description or group",
            defaultValue = "")
    private String filter;

    @Option(names = "--json", description = "Prints the catalog as it is in the jar, whole")
    private boolean json;

    DoshiiCommand(CamelJBangMain main) {
        super(main);
    }

    @Override
    public Integer doCall() throws IOException {
        String catalog = read();
        if (json) {
            printer().println(catalog);
        } else {
            show(JsonMapper.generateComponentModel(catalog));
        }
        return 0;
    }

    private static String read() throws IOException {
        try (InputStream catalog = DoshiiCommand.class.getClassLoader().getResourceAsStream(CATALOG)) {
            if (catalog == null) {
                throw new FileNotFoundException("The jar of camel-doshii, which has " + CATALOG + ", is missing");
            }
            return new String(catalog.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void show(ComponentModel component) {
        printer().printf("%s (%s)%n", component.getSyntax(), component.toGav());
        printer().println(component.getDescription());
        show("Options of the path", component.getEndpointPathOptions());
        show("Options of the endpoint", component.getEndpointParameterOptions());
        show("Options of the component, camel.component.doshii.*", component.getComponentOptions());
        show("Headers", component.getEndpointHeaders());
    }

    private void show(String title, List<? extends BaseOptionModel> all) {
        List<? extends BaseOptionModel> shown =
                all.stream().filter(this::isWanted).toList();
        if (shown.isEmpty()) {
            return;
        }
        printer().println("");
        printer().printf("%s (%d of %d)%n", title, shown.size(), all.size());
        List<Column> columns = List.of(
                column("NAME", NAME_WIDTH),
                column("DESCRIPTION", DESCRIPTION_WIDTH),
                column("DEFAULT", DEFAULT_WIDTH),
                column("TYPE", DEFAULT_WIDTH));
        String[][] rows = shown.stream().map(DoshiiCommand::row).toArray(String[][]::new);
        printer().println(AsciiTable.getTable(AsciiTable.FANCY_ASCII, columns.toArray(Column[]::new), rows));
    }

    private boolean isWanted(BaseOptionModel option) {
        String wanted = filter.toLowerCase(Locale.ROOT);
        return List.of(option.getName(), option.getDescription(), option.getGroup()).stream()
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Column column(String header, int width) {
        return new Column().header(header).dataAlign(HorizontalAlign.LEFT).maxWidth(width, OverflowBehaviour.NEWLINE);
    }

    private static String[] row(BaseOptionModel option) {
        return new String[] {
            option.getName(),
            (option.isRequired() ? "Required. " : "") + option.getDescription(),
            option.getShortDefaultValue(DEFAULT_WIDTH),
            option.getShortJavaType()
        };
    }
}
