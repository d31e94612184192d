namespace RentABot.Cli.Completion;

/// <summary>What a shell has to evaluate to complete command lines. The program itself knows the words.</summary>
internal static class CompletionScripts
{
    public static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };

    private const string Bash =
        """
        # rentabot completion bash: source it, or put it into /etc/bash_completion.d/rentabot
        _rentabot() {
            local words word current IFS=$'\n'
            # Bash takes a word apart at : and =, which names and tags may have.
            word=${COMP_LINE:0:COMP_POINT}
            word=${word##*[[:space:]]}
            current=${COMP_WORDS[COMP_CWORD]}
            [[ $current == [:=] ]] && current=
            mapfile -t words < <("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
            COMPREPLY=()
            local prefix=${word%"$current"} suggestion
            for suggestion in "${words[@]}"; do
                [[ -n $suggestion && $suggestion == "$word"* ]] && COMPREPLY+=("${suggestion#"$prefix"}")
            done
            [[ ${COMPREPLY[0]} == *, ]] && compopt -o nospace
            return 0
        }
        complete -o default -F _rentabot rentabot

        """;

    private const string Zsh =
        """
        #compdef rentabot
        # rentabot completion zsh: source it, or save it as _rentabot in a directory of $fpath
        _rentabot() {
            local -a suggestions
            suggestions=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            suggestions=(${suggestions:#})
            (( ${#suggestions} )) && compadd -Q -- "${suggestions[@]}" || _files
        }
        if [ "$funcstack[1]" = "_rentabot" ]; then
            _rentabot "$@"
        else
            compdef _rentabot rentabot
        fi

        """;

    private const string Fish =
        """
        # rentabot completion fish: save it as ~/.config/fish/completions/rentabot.fish
        function __rentabot_complete
            set -l line (commandline -cp)
            rentabot "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match --regex '.+'
        end
        complete -c rentabot -f -a '(__rentabot_complete)'
        complete -c rentabot -n '__fish_seen_subcommand_from run import' -F

        """;
}
