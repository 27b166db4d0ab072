/// What kind of day it is for a hotline (日类型).
public enum DayType: String, Sendable, CaseIterable {
    /// 工作日
    case workday
    /// 周末
    case weekend
    /// 法定节假日
    case holiday
    /// 春节
    case springFestival = "spring_festival"
    /// 调休上班日
    case makeupWorkday = "makeup_workday"
    /// 节后首个工作日
    case firstDayBack = "first_day_back"
}
