import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

public class CamelJBang {

    public static void main(String... arguments) {
        CamelJBangMain.run(arguments);
    }
}
