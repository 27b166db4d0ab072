/// The style sheet of the pages: system fonts, no colour that carries meaning alone, contrast of at
/// least 4.5 : 1 (WCAG AA), cards instead of columns on a telephone, black on white on paper.
enum PageStyle {
    static let css = """
        :root{--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;--ground:#f6f8fa;--link:#0550ae;--warm:#9a3412}
        *{box-sizing:border-box}
        body{margin:0;font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
        color:var(--ink);background:var(--ground)}
        main,header,footer{max-width:1180px;margin:0 auto;padding:0 20px}
        header{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 16px;padding-top:16px}
        h1{font-size:22px;margin:0}h2{font-size:17px;margin:0 0 10px}
        h2 small{font-weight:400;font-size:13px;color:var(--soft);margin-left:6px}
        header .date{font-size:16px;margin:0}header nav{margin-left:auto;display:flex;gap:14px;align-items:baseline}
        a{color:var(--link)}a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid #0969da;outline-offset:2px}
        button{font:inherit;padding:4px 14px;border:1px solid #8c959f;border-radius:6px;background:#fff;color:var(--ink);cursor:pointer}
        .skip{position:absolute;left:-999px}.skip:focus{left:12px;top:8px;background:#fff;padding:4px 8px}
        .note{color:var(--soft);margin:2px 0 14px}
        section{background:#fff;border:1px solid var(--line);border-radius:8px;padding:16px 18px;margin:0 0 16px}
        .flush{padding:0;overflow:hidden}p.links a{margin-right:12px}
        .tiles{margin:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:0}
        .tiles div{padding:14px 18px;box-shadow:1px 0 0 var(--line),0 1px 0 var(--line)}
        .tiles dt{color:var(--soft);font-size:13px}.tiles dd{margin:0;font-size:26px;line-height:1.3;font-variant-numeric:tabular-nums}
        .tiles dd small{display:block;font-size:13px;color:var(--soft);line-height:1.5}.tiles dd small.off{color:var(--warm);font-weight:600}
        .plot svg{display:block;width:100%;height:auto}.plot .narrow{display:none}
        .alerts{list-style:none;margin:0;padding:0}.alerts li{padding:10px 0;border-top:1px solid var(--line)}
        .alerts li:first-child{border-top:0;padding-top:0}.alerts p{margin:2px 0 0}
        .badge{display:inline-block;min-width:44px;text-align:center;font-size:13px;border-radius:4px;padding:0 7px;margin-right:8px;border:1px solid}
        .critical{background:#a40e26;color:#fff;border-color:#a40e26}.alert{background:#fff1e5;color:#953800;border-color:#c05d12}
        .warning{background:#fff;color:#57606a;border-color:#8c959f}
        .soft{color:var(--soft)}.more{margin:10px 0 0}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th{text-align:left;font-weight:600;font-size:13px;color:var(--soft);border-bottom:1px solid var(--line);padding:4px 8px}
        td{padding:7px 8px;border-bottom:1px solid var(--line);vertical-align:top}tr:last-child td{border-bottom:0}
        .n{text-align:right;white-space:nowrap}td .soft{display:block;font-size:13px}
        td.spark{width:136px}td.spark svg{display:block;width:120px;height:24px}
        footer{color:var(--soft);font-size:13px;padding-bottom:28px}
        form.login{max-width:360px;margin:12vh auto 0;background:#fff;border:1px solid var(--line);border-radius:8px;padding:24px}
        form.login label{display:block;margin:12px 0 4px}form.login input{width:100%;font:inherit;padding:7px 9px;border:1px solid #8c959f;border-radius:6px}
        form.login button{margin-top:16px;width:100%;background:#0550ae;border-color:#0550ae;color:#fff;padding:8px}
        .error{color:#a40e26;margin:8px 0 0}
        @media (max-width:640px){main,header,footer{padding-left:12px;padding-right:12px}section{padding:14px}
        .tiles{grid-template-columns:1fr 1fr}.tiles div{padding:10px 12px}.tiles dd{font-size:22px}
        .plot .wide{display:none}.plot .narrow{display:block}
        table.cards thead{position:absolute;left:-999px}table.cards tr{display:block;position:relative;padding:9px 0 9px 30px;border-bottom:1px solid var(--line)}
        table.cards td:first-child{position:absolute;left:0;font-weight:600}
        table.cards tr:last-child{border-bottom:0}table.cards td{display:inline-block;border:0;padding:0 14px 0 0;text-align:left}
        table.cards td[data-label]::before{content:attr(data-label) " ";color:var(--soft);font-size:13px}
        table.cards td.wide{display:block;width:auto;padding:0}table.cards td.spark{display:block}}
        @media print{body{background:#fff;font-size:11pt}header nav,.skip,.links{display:none}section{break-inside:avoid;border-color:#999}
        .plot .wide{display:block}.plot .narrow{display:none}}
        """
}
